package dev.assay.web.page;

import dev.assay.registry.identity.CurrentAccount;
import dev.assay.registry.reminder.TaskDesk;
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

    private final TaskDesk tasks;

    ShellAdvice(TaskDesk tasks) {
        this.tasks = tasks;
    }

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request) {
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var account = CurrentAccount.signedIn().orElse(null);
        return new Shell(
                account,
                failed == null ? request.getRequestURI() : failed.toString(),
                token,
                assets,
                account == null ? 0 : tasks.overdue(account));
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
