package dev.hmr.graph;

/** How code asks for the providers of a service: the class that it names last is the service's. */
final class ServiceUse {
    /** Where the files lie that name the providers, each called as its service. */
    static final String FILES = "META-INF/services/";

    private ServiceUse() {}

    /** Whether a method gives the providers of the service whose class it takes. */
    static boolean is(String owner, String method) {
        return owner.equals("java/util/ServiceLoader") && method.startsWith("load");
    }
}
