package app;
class Handler {
    static String handle() {
        Service service = new Service("service");
        service.calls += 10;
        return service.name() + service.calls + Service.SHARED.name().length() + (((Object) service) instanceof Service);
    }
}
