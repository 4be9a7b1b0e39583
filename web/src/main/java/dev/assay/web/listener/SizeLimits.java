package dev.assay.web.listener;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * How large a request may be. Bodies that say their length are refused by it, others once they are
 * longer. Where files are handed in, those who take them have limits of their own; forms are
 * Tomcat's.
 */
final class SizeLimits extends OncePerRequestFilter {

    private static final Pattern FILES =
            Pattern.compile(
                    "/uploads|/releases/[0-9a-f]{32}/bom|/api/v1/uploads/.+"
                            + "|/api/v1/releases/[^/]+/vendor-bom");

    private final long headers;
    private final long body;

    SizeLimits(long headers, long body) {
        this.headers = headers;
        this.body = body;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (headers(request) > headers) {
            response.sendError(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.value());
        } else if (FILES.matcher(request.getRequestURI()).matches()) {
            chain.doFilter(request, response);
        } else if (request.getContentLengthLong() > body) {
            // What is not read of it would have to be thrown away.
            response.setHeader("Connection", "close");
            response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
        } else {
            chain.doFilter(new Bounded(request, body), response);
        }
    }

    /** Nearly as it came: a name, a colon, a blank, a value and the end of the line. */
    private static long headers(HttpServletRequest request) {
        var query = request.getQueryString();
        long size = request.getRequestURI().length() + (query == null ? 0 : query.length());
        for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
            var name = names.nextElement();
            for (var values = request.getHeaders(name); values.hasMoreElements(); ) {
                size += name.length() + values.nextElement().length() + 4;
            }
        }
        return size;
    }

    private static final class Bounded extends HttpServletRequestWrapper {

        private final long most;
        private @Nullable ServletInputStream stream;
        private @Nullable BufferedReader reader;

        Bounded(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                stream = new Counted(super.getInputStream(), most);
            }
            return stream;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            if (reader == null) {
                var named = getCharacterEncoding();
                reader =
                        new BufferedReader(
                                named == null
                                        ? new InputStreamReader(
                                                getInputStream(), StandardCharsets.ISO_8859_1)
                                        : new InputStreamReader(getInputStream(), named));
            }
            return reader;
        }
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream bytes;
        private final long most;
        private long read;

        Counted(ServletInputStream bytes, long most) {
            this.bytes = bytes;
            this.most = most;
        }

        private void count(long more) {
            read += Math.max(more, 0);
            if (read > most) {
                throw new MaxUploadSizeExceededException(most);
            }
        }

        @Override
        public int read() throws IOException {
            var next = bytes.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var more = bytes.read(into, offset, length);
            count(more);
            return more;
        }

        @Override
        public boolean isFinished() {
            return bytes.isFinished();
        }

        @Override
        public boolean isReady() {
            return bytes.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            bytes.setReadListener(listener);
        }
    }
}
