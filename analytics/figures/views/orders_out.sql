-- Signed orders whose answer is still owed, as of the day that is looked at.
SELECT * FROM orders WHERE order_state IN ('signed', 'sent', 'received', 'returned', 'extended')
