package dev.assay.scanners.artifact.git;

import dev.assay.scanners.artifact.LimitExceededException;

import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;

/** Connections of one conversation, which together may bring so many bytes and take so long. */
final class BoundedConnections implements HttpConnectionFactory {

    private final long most;
    private final long endNanos;
    private long read;
    private boolean exceeded;

    /**
     * @param most bytes, as they come
     */
    BoundedConnections(long most, Duration time) {
        this.most = most;
        this.endNanos = System.nanoTime() + time.toNanos();
    }

    /** Whether too much came: JGit tells that as one of many reasons why a connection broke. */
    boolean exceeded() {
        return exceeded;
    }

    boolean late() {
        return System.nanoTime() > endNanos;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return new Bounded(url);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return new Bounded(url, proxy);
    }

    private void count(int bytes) throws IOException {
        read += Math.max(0, bytes);
        if (read > most) {
            exceeded = true;
            throw new LimitExceededException("more than " + most + " bytes came");
        }
        if (late()) {
            throw new IOException("it takes too long");
        }
    }

    private final class Bounded extends JDKHttpConnection {

        Bounded(URL url) throws IOException {
            super(url);
        }

        Bounded(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
        }

        /** What is packed once more could grow to anything. */
        @Override
        public void setRequestProperty(String name, String value) {
            if (!name.equalsIgnoreCase("Accept-Encoding")) {
                super.setRequestProperty(name, value);
            }
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream());
        }
    }

    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var count = super.read(target, offset, length);
            count(count);
            return count;
        }

        @Override
        public long skip(long wanted) throws IOException {
            var skipped = super.skip(Math.min(wanted, 1 << 16));
            count((int) skipped);
            return skipped;
        }
    }
}
