"""Orders: drafts to read and sign, what was ordered of whom by when, and the page of one order with its life."""

from ui.orders.drafts import drafts
from ui.orders.one_order import chosen_order, order_page
from ui.orders.register_list import order_register, orders_by_unit, standing
from ui.shell.frame import selected

scope = selected()
order = chosen_order()

if order:
    order_page(order, scope)
else:
    standing(scope)
    drafts(scope)
    order_register(scope)
    orders_by_unit(scope)
