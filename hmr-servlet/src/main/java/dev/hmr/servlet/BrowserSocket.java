package dev.hmr.servlet;

/** An open socket to one page. Thread-safe; no method blocks or throws. */
public interface BrowserSocket {
    /** Sends one message, in the order of the calls; a page that does not take it is dropped. */
    void send(String text);

    /**
     * Closes the socket in order, and soon also when the other side does not answer.
     *
     * @param code as in RFC 6455
     */
    void close(int code, String reason);

    /** Shows whoever stands in between that the connection is in use, and us whether it is still there. Never blocks. */
    void ping();
}
