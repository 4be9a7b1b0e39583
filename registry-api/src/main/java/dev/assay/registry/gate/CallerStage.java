package dev.assay.registry.gate;

import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.fetch.FetchCount;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.identity.token.AuthorizationHeader;
import dev.assay.registry.identity.token.TokenCaller;
import dev.assay.registry.identity.token.TokenCheck;
import dev.assay.registry.identity.token.TokenVerifier;

import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Who may ask at all, and how far what they get must have been approved. A token that opens nothing
 * is refused and never taken for none: whoever sends one means it.
 */
public final class CallerStage {

    /** Whether a caller may go on. */
    public sealed interface Admission {

        record Admitted(Stage stage, String caller) implements Admission {}

        record Refused(GateAnswer answer) implements Admission {}
    }

    private static final String TOKEN_PAGE = "account/tokens";

    private final TokenVerifier tokens;
    private final Addresses addresses;
    private final Stage anonymous;
    private final boolean readingNeedsToken;

    /**
     * @param anonymous for callers without a token
     * @param readingNeedsToken whether those get nothing at all
     */
    public CallerStage(
            TokenVerifier tokens, Addresses addresses, Stage anonymous, boolean readingNeedsToken) {
        this.tokens = tokens;
        this.addresses = addresses;
        this.anonymous = anonymous;
        this.readingNeedsToken = readingNeedsToken;
    }

    /** Whether a caller without a token gets nothing at all. */
    public boolean readingNeedsToken() {
        return readingNeedsToken;
    }

    /** How far what a caller without a token gets must have been approved. */
    public Stage anonymous() {
        return anonymous;
    }

    /**
     * Decides from memory, on an event loop.
     *
     * @return empty where the token has to be looked at for longer
     */
    Optional<Admission> atOnce(GateRequest request, GateRoute route) {
        var sent = route.isOpen() ? null : request.header("authorization");
        if (sent == null) {
            return Optional.of(withoutToken(request, route));
        }
        return AuthorizationHeader.parse(sent)
                .map(
                        header ->
                                tokens.atOnce(header.secret())
                                        .map(check -> admission(request, route, check)))
                .orElseGet(() -> Optional.of(unreadable(request, route)));
    }

    /** Decides, whatever it takes. */
    Admission admit(GateRequest request, GateRoute route) {
        var sent = request.header("authorization");
        if (sent == null) {
            return withoutToken(request, route);
        }
        return AuthorizationHeader.parse(sent)
                .map(header -> admission(request, route, tokens.check(header.secret())))
                .orElseGet(() -> unreadable(request, route));
    }

    private Admission admission(GateRequest request, GateRoute route, TokenCheck check) {
        return switch (check) {
            case TokenCheck.Good(var caller) ->
                    caller.scopes().contains(TokenScope.GATE_READ)
                            ? new Admission.Admitted(caller.stage(), who(caller))
                            : new Admission.Refused(lacksScope(request));
            case TokenCheck.Bad(var why) ->
                    refused(request, route, "Token refused by Assay's gate: it " + why);
            case TokenCheck.Unsure(var why) ->
                    new Admission.Refused(Faults.ours("it cannot check this token now: " + why));
        };
    }

    private static String who(TokenCaller caller) {
        var token = caller.token();
        return token == null ? "workload:" + caller.account().login() : "token:" + token;
    }

    private Admission withoutToken(GateRequest request, GateRoute route) {
        return readingNeedsToken && !route.isOpen()
                ? refused(request, route, "Assay's gate needs a token")
                : new Admission.Admitted(anonymous, FetchCount.ANONYMOUS);
    }

    private Admission unreadable(GateRequest request, GateRoute route) {
        return refused(
                request,
                route,
                "Token refused by Assay's gate: send it as bearer, or as the password of basic"
                        + " authentication");
    }

    /** A 401: nothing is said about any package. */
    private Admission refused(GateRequest request, GateRoute route, String reason) {
        var sentence = reason + "; tokens are made at " + addresses.main(request) + TOKEN_PAGE;
        var answer = Faults.plain(401, sentence, sentence);
        var headers = new LinkedHashMap<>(answer.headers());
        headers.put("WWW-Authenticate", route.challenge(quotable(sentence)));
        return new Admission.Refused(
                new GateAnswer(401, answer.reason(), headers, answer.content()));
    }

    private static String quotable(String sentence) {
        return PlainText.ascii(sentence, 300).replace('"', '\'').replace('\\', '/');
    }

    private GateAnswer lacksScope(GateRequest request) {
        var sentence =
                "Token refused by Assay's gate: it lacks the scope "
                        + TokenScope.GATE_READ.words()
                        + "; tokens are made at "
                        + addresses.main(request)
                        + TOKEN_PAGE;
        return Faults.plain(403, sentence, sentence);
    }
}
