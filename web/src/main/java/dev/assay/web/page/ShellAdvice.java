package dev.assay.web.page;

import dev.assay.registry.identity.CurrentAccount;
import dev.assay.scanners.coordinates.Sha256;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Gives every page its {@link Shell}. */
@ControllerAdvice(basePackageClasses = ShellAdvice.class)
class ShellAdvice {

    private final String assets = version("assay.css") + version("assay.js");

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request) {
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return new Shell(
                CurrentAccount.signedIn().orElse(null),
                failed == null ? request.getRequestURI() : failed.toString(),
                token,
                assets);
    }

    private static String version(String file) {
        try (var in = ShellAdvice.class.getResourceAsStream("/dev/assay/web/assets/" + file)) {
            var bytes = Objects.requireNonNull(in, file).readAllBytes();
            return Sha256.of(bytes).hex().substring(0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
