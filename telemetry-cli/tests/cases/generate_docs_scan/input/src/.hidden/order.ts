track('order_placed');
