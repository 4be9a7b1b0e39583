package dev.assay.web.page;

import dev.assay.registry.identity.CurrentAccount;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what went wrong before or behind a controller. */
@Controller
final class ProblemController implements ErrorController {

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    String page(HttpServletRequest request, Model model) {
        var signedIn = CurrentAccount.signedIn().isPresent();
        model.addAttribute("view", view(status(request), signedIn));
        return "problem";
    }

    /** For callers that are no browsers, those of the REST API before all. */
    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> document(HttpServletRequest request) {
        var status = status(request);
        var view = view(status, false);
        var detail = ProblemDetail.forStatusAndDetail(status, view.why());
        detail.setTitle(view.title());
        detail.setProperty("next", view.next());
        return ResponseEntity.of(detail).build();
    }

    private static HttpStatus status(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private static ProblemView view(HttpStatus status, boolean signedIn) {
        return switch (status) {
            case NOT_FOUND ->
                    new ProblemView(
                            404,
                            "There is no such page",
                            "The address is wrong, or what it named never existed here.",
                            "Check the address. A link that a blocked install printed is long:"
                                    + " copy all of it.",
                            signedIn);
            case FORBIDDEN ->
                    new ProblemView(
                            403,
                            "This is not for your account",
                            "Your roles do not allow it, or the form you sent had grown old.",
                            "Load the page before it again and retry. If it stays, ask somebody who"
                                    + " holds the role, or an administrator for it.",
                            signedIn);
            case TOO_MANY_REQUESTS ->
                    new ProblemView(
                            429,
                            "Too many requests",
                            "Your address or your token asks more often than it may.",
                            "Wait as long as Retry-After says, a few seconds, and go on slower.",
                            signedIn);
            case SERVICE_UNAVAILABLE ->
                    new ProblemView(
                            503,
                            "The database does not answer",
                            "Nothing is decided that cannot be recorded. What is approved is served"
                                    + " meanwhile, and nothing that you sent before was lost.",
                            "Try again in half a minute. If it stays, tell whoever runs this Assay.",
                            signedIn);
            case CONTENT_TOO_LARGE ->
                    new ProblemView(
                            413,
                            "Too much was sent at once",
                            "What the request brings is larger than may be sent there; nothing of it"
                                    + " was taken.",
                            "Send less, or files where files are handed in (/uploads). Whoever runs"
                                    + " this Assay can raise the limit: assay.connections.body.",
                            signedIn);
            case REQUEST_HEADER_FIELDS_TOO_LARGE ->
                    new ProblemView(
                            431,
                            "The request's headers are too large",
                            "Its address and headers are larger than may be sent.",
                            "Send a shorter address and fewer headers; in a browser, remove the"
                                    + " cookies of this host. Whoever runs this Assay can raise the"
                                    + " limit: assay.connections.headers.",
                            signedIn);
            case METHOD_NOT_ALLOWED, BAD_REQUEST, UNSUPPORTED_MEDIA_TYPE ->
                    new ProblemView(
                            status.value(),
                            "The request was not understood",
                            "It was not what this page sends.",
                            "Load the page again and use its own form.",
                            signedIn);
            default ->
                    status.is4xxClientError()
                            ? new ProblemView(
                                    status.value(),
                                    "The request was refused",
                                    status.getReasonPhrase() + ".",
                                    "Go back and try another way.",
                                    signedIn)
                            : new ProblemView(
                                    status.value(),
                                    "This is a fault of ours",
                                    "The page could not be made; the log of the service says why."
                                            + " Nothing that you approved or sent was lost.",
                                    "Try again in a moment. If it stays, tell whoever runs this"
                                            + " Assay, with the time.",
                                    signedIn);
        };
    }
}
