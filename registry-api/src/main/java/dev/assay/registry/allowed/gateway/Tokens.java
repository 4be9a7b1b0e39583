package dev.assay.registry.allowed.gateway;

import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;

import java.util.List;
import java.util.Optional;

/** What a gateway has to know of the tokens by which it tells consumers apart. */
final class Tokens {

    static final ExportParameter ISSUER =
            ExportParameter.text(
                    "issuer", "Who issues the agents' tokens, an HTTPS address.", true);
    static final ExportParameter JWKS =
            ExportParameter.text("jwks", "Where the issuer publishes its keys, likewise.", true);
    static final ExportParameter RESOURCE =
            ExportParameter.text(
                    "resource", "The address at which agents reach the gateway, likewise.", true);
    static final ExportParameter CLAIM =
            ExportParameter.text(
                    "claim",
                    "The claim of a token that holds the consumer's identity; client_id if nothing"
                            + " is said.",
                    false);

    private Tokens() {}

    static String claim(ExportRequest request) {
        return request.parameter(CLAIM).orElse("client_id");
    }

    static Optional<Unsaid> objection(ExportRequest request, List<ExportParameter> addresses) {
        for (var each : addresses) {
            if (!request.parameter(each)
                    .orElse("")
                    .matches("https://[!-~&&[^\"'\\\\<>`]]{1,400}")) {
                return Optional.of(
                        new Unsaid(each.name(), "this is no HTTPS address", "write it whole"));
            }
        }
        return claim(request).matches("[A-Za-z_][A-Za-z0-9_]{0,60}")
                ? Optional.empty()
                : Optional.of(
                        new Unsaid(
                                "claim",
                                "this is no plain name of a claim",
                                "use one such as client_id, azp or sub"));
    }
}
