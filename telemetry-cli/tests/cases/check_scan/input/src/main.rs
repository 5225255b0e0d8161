fn open() {
    telemetry::BasketOpened { items: 1 }.record();
}
