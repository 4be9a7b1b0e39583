package dev.assay.registry.identity;

import dev.assay.scanners.coordinates.Sha256;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How many requests one address, and one token or password, may make of the main listener. */
public final class RequestLimits {

    private final Allowance perAddress;
    private final Allowance perCaller;

    RequestLimits(Allowance perAddress, Allowance perCaller) {
        this.perAddress = perAddress;
        this.perCaller = perCaller;
    }

    /**
     * Makes a filter chain keep to them, before it looks at who is calling, and after the headers
     * of every answer.
     */
    public void on(HttpSecurity chain) {
        chain.addFilterAfter(new Filter(), HeaderWriterFilter.class);
    }

    private Optional<Duration> waitFor(HttpServletRequest request) {
        var wait = perAddress.take(network(request.getRemoteAddr()));
        var caller = request.getHeader(HttpHeaders.AUTHORIZATION);
        return wait.isPresent() || caller == null
                ? wait
                : perCaller.take(Sha256.of(caller.getBytes(StandardCharsets.UTF_8)).hex());
    }

    /** One client of IPv6 has a whole /64 of addresses to come from. */
    private static String network(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return Arrays.toString(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private final class Filter extends OncePerRequestFilter {

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            var path = request.getRequestURI();
            return path.startsWith("/assets/") || path.startsWith("/actuator/health");
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var wait = RequestLimits.this.waitFor(request);
            if (wait.isEmpty()) {
                chain.doFilter(request, response);
                return;
            }
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(wait.get().plusMillis(999).toSeconds()));
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        }
    }
}
