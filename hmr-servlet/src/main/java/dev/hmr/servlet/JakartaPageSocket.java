package dev.hmr.servlet;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One page. Containers take one message at a time, so those that follow wait here. Thread-safe. */
final class JakartaPageSocket extends Endpoint implements BrowserSocket {
    private static final int MAX_INCOMING_BYTES = 1_024;
    private static final int MAX_WAITING_MESSAGES = 64;

    private final BrowserHub browsers;
    private final String page;
    /** Set before the hub, and so anybody but the container, gets to know this socket. */
    private volatile @Nullable Session session;

    /** Guarded by this. */
    private final Deque<String> waiting = new ArrayDeque<>();

    private boolean sending;

    JakartaPageSocket(BrowserHub browsers, String page) {
        this.browsers = browsers;
        this.page = page;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        session = opened;
        // The heartbeat finds out about pages that are gone.
        opened.setMaxIdleTimeout(0);
        opened.setMaxTextMessageBufferSize(MAX_INCOMING_BYTES);
        opened.setMaxBinaryMessageBufferSize(MAX_INCOMING_BYTES);
        opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) message -> refuse());
        opened.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) message -> refuse());
        browsers.join(this, page);
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        browsers.leave(this);
    }

    @Override
    public void onError(Session broken, Throwable cause) {
        // The connection broke, as connections do; the page comes back.
        browsers.leave(this);
    }

    @Override
    public void send(String text) {
        boolean tooSlow;
        boolean busy;
        synchronized (this) {
            tooSlow = waiting.size() >= MAX_WAITING_MESSAGES;
            busy = sending;
            waiting.add(text);
            sending = true;
        }
        if (tooSlow) {
            disconnect();
        } else if (!busy) {
            sendNext();
        }
    }

    private void sendNext() {
        String text;
        synchronized (this) {
            text = waiting.poll();
            if (text == null) {
                sending = false;
                return;
            }
        }
        try {
            open().getAsyncRemote().sendText(text, this::sent);
        } catch (RuntimeException e) {
            disconnect();
        }
    }

    private void sent(SendResult result) {
        if (result.isOK()) {
            sendNext();
        } else {
            disconnect();
        }
    }

    @Override
    public void ping() {
        synchronized (this) {
            if (sending) {
                return; // That finds out as well.
            }
        }
        try {
            open().getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException e) {
            disconnect();
        }
    }

    /** It is gone, or so slow that its queue is full. A page that is alive connects again and catches up. */
    private void disconnect() {
        browsers.leave(this);
        close(CloseCodes.TRY_AGAIN_LATER.getCode(), "");
    }

    private void refuse() {
        browsers.leave(this);
        close(CloseCodes.VIOLATED_POLICY.getCode(), "This socket takes no messages.");
    }

    @Override
    public void close(int code, String reason) {
        try {
            open().close(new CloseReason(CloseCodes.getCloseCode(code), reason));
        } catch (IOException | RuntimeException e) {
            // It is closed already, or broken, which is as good.
        }
    }

    private Session open() {
        Session opened = session;
        if (opened == null) {
            throw new IllegalStateException("The web socket is not open yet.");
        }
        return opened;
    }
}
