package dev.assay.web.listener;

import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** One connection at a time; it closes those whose request trickles in. */
final class PatientProcessor extends Http11Processor {

    /** As Tomcat says that no request has begun. */
    private static final long NONE = -1;

    private final long arrivalNanos;
    private final long slowest;

    /** Of the request that was still arriving when it was looked at last; by when it began. */
    private long arriving = NONE;

    private long arrivingSince;

    PatientProcessor(
            AbstractHttp11Protocol<?> protocol, Adapter adapter, Duration arrival, long slowest) {
        super(protocol, adapter);
        this.arrivalNanos = arrival.toNanos();
        this.slowest = slowest;
        // Whatever reads a body reads it here: forms, documents, files.
        request.setInputBuffer(new Body(request.getInputBuffer()));
    }

    /**
     * Closes the connection where a request's headers, or what nobody reads of it, take too long.
     */
    void look(long now) {
        var began =
                isArriving(request.getRequestProcessor().getStage())
                        ? request.getStartTimeNanos()
                        : NONE;
        if (began != arriving || began == NONE) {
            arriving = began;
            arrivingSince = now;
            return;
        }
        var socket = getSocketWrapper();
        if (now - arrivingSince > arrivalNanos && socket != null) {
            arriving = NONE;
            socket.close();
        }
    }

    /** Between two pieces of a request's headers the stage is that of a request which has ended. */
    private static boolean isArriving(int stage) {
        return stage == Constants.STAGE_PARSE
                || stage == Constants.STAGE_ENDED
                || stage == Constants.STAGE_ENDINPUT;
    }

    private final class Body implements InputBuffer {

        private final InputBuffer bytes;
        private long ofRequest;
        private long since;
        private long read;

        Body(InputBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            var now = System.nanoTime();
            if (ofRequest != request.getStartTimeNanos()) {
                ofRequest = request.getStartTimeNanos();
                since = now;
                read = 0;
            }
            if (now - since > arrivalNanos + read * 1_000_000_000L / slowest) {
                throw new SocketTimeoutException("the request's body comes too slowly");
            }
            var more = bytes.doRead(handler);
            read += Math.max(more, 0);
            return more;
        }

        @Override
        public int available() {
            return bytes.available();
        }
    }
}
