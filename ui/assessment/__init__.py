"""The assessment on the screen: points by area and department, what they are for, what was reversed, appeals, sheets."""
