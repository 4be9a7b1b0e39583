package dev.assay.registry.rest;

import static dev.assay.registry.identity.Callers.anyone;
import static dev.assay.registry.identity.Callers.editors;
import static dev.assay.registry.identity.Callers.holding;
import static dev.assay.registry.identity.Callers.reviewers;
import static dev.assay.registry.identity.Callers.signedIn;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.identity.Endpoint;

import java.util.List;

/** Who may call which endpoint of the REST API. */
final class ApiRights {

    private static final Callers AUDIT = holding(Role.AUDITOR, Role.SECURITY, Role.ADMINISTRATOR);

    /**
     * Whoever decides, checks or runs this; what an export tells, no requester needs as a whole.
     */
    private static final Callers EXPORTS =
            holding(
                    Role.SECURITY,
                    Role.DATA_PROTECTION,
                    Role.PROCUREMENT,
                    Role.SYSTEM_OWNER,
                    Role.AUDITOR,
                    Role.ADMINISTRATOR);

    static final List<Endpoint> ROWS =
            List.of(
                    new Endpoint(GET, "/openapi.json", anyone()),
                    new Endpoint(GET, "/.well-known/assay-keys.json", anyone()),
                    new Endpoint(GET, "/.well-known/assay-keys.pem", anyone()),
                    // A program that watches needs no person's rights: an account for CI will do.
                    new Endpoint(
                            GET,
                            "/actuator/prometheus",
                            holding(Role.CI, Role.ADMINISTRATOR, Role.SECURITY, Role.AUDITOR),
                            TokenScope.API_READ),
                    new Endpoint(GET, "/api/v1/standing", anyone()),
                    new Endpoint(GET, "/api/v1/me", signedIn()),
                    new Endpoint(GET, "/api/v1/questions", signedIn()),
                    new Endpoint(GET, "/api/v1/requests", signedIn()),
                    new Endpoint(PUT, "/api/v1/me/password", signedIn()).inPerson(),
                    new Endpoint(GET, "/api/v1/me/signing-keys", signedIn()),
                    // A stolen token must not bring a key of its own.
                    new Endpoint(POST, "/api/v1/me/signing-keys", reviewers()).inPerson(),
                    new Endpoint(DELETE, "/api/v1/me/signing-keys/{key}", signedIn()).inPerson(),
                    // The signature tells that its maker has the key, whoever carries it here.
                    new Endpoint(POST, "/api/v1/attestations/{id}/signatures", reviewers()),
                    new Endpoint(GET, "/api/v1/tokens", signedIn()),
                    new Endpoint(POST, "/api/v1/tokens", signedIn()).inPerson(),
                    new Endpoint(DELETE, "/api/v1/tokens/{id}", signedIn()),
                    new Endpoint(POST, "/api/v1/requests", holding(Role.REQUESTER)),
                    new Endpoint(GET, "/api/v1/requests/{id}", signedIn()),
                    new Endpoint(PUT, "/api/v1/requests/{id}", editors()),
                    new Endpoint(POST, "/api/v1/requests/{id}/withdrawal", holding(Role.REQUESTER)),
                    new Endpoint(GET, "/api/v1/uploads", signedIn()),
                    new Endpoint(PUT, "/api/v1/uploads/{file}", holding(Role.REQUESTER)),
                    new Endpoint(
                            POST,
                            "/api/v1/uploads/{id}/removal",
                            holding(Role.REQUESTER, Role.ADMINISTRATOR)),
                    new Endpoint(GET, "/api/v1/drafts", editors()),
                    new Endpoint(POST, "/api/v1/drafts", editors()),
                    new Endpoint(GET, "/api/v1/drafts/{id}", editors()),
                    new Endpoint(PUT, "/api/v1/drafts/{id}", editors()),
                    new Endpoint(DELETE, "/api/v1/drafts/{id}", editors()),
                    new Endpoint(GET, "/api/v1/releases", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/delta", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/flaws", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/licences", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/packages", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/source", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/run", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/runs", signedIn()),
                    new Endpoint(POST, "/api/v1/releases/{id}/runs", reviewers()),
                    new Endpoint(GET, "/api/v1/runs/{id}", signedIn()),
                    new Endpoint(GET, "/api/v1/runs/{id}/evidence", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/bom", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/proofs", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/vendor-bom", signedIn()),
                    new Endpoint(PUT, "/api/v1/releases/{id}/vendor-bom", editors()),
                    new Endpoint(GET, "/api/v1/releases/{id}/vendor-bom/{sha256}", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/attestations", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/attestations/bundle", signedIn()),
                    new Endpoint(GET, "/api/v1/attestations/{id}", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/changes", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/difference", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/fetches", EXPORTS),
                    new Endpoint(GET, "/api/v1/releases/{id}/comments", signedIn()),
                    new Endpoint(POST, "/api/v1/releases/{id}/comments", signedIn()),
                    new Endpoint(GET, "/api/v1/servers", signedIn()),
                    new Endpoint(GET, "/api/v1/servers/{id}", signedIn()),
                    new Endpoint(GET, "/api/v1/servers/{id}/closure", signedIn()),
                    new Endpoint(GET, "/api/v1/servers/{id}/packages", signedIn()),
                    new Endpoint(POST, "/api/v1/servers/{id}/packages", reviewers()),
                    new Endpoint(DELETE, "/api/v1/servers/{id}/packages", reviewers()),
                    new Endpoint(GET, "/api/v1/servers/{id}/record", signedIn()),
                    new Endpoint(GET, "/api/v1/servers/{id}/record/history", signedIn()),
                    new Endpoint(GET, "/api/v1/servers/{id}/record/changes", signedIn()),
                    // Whose server it is counts, and a consumer's owner may be anybody.
                    new Endpoint(PUT, "/api/v1/servers/{id}/record/values", signedIn()),
                    new Endpoint(
                            PUT, "/api/v1/servers/{id}/record/checks/{list}/{item}", signedIn()),
                    new Endpoint(GET, "/api/v1/views", signedIn()),
                    new Endpoint(POST, "/api/v1/views", signedIn()),
                    new Endpoint(GET, "/api/v1/views/{id}", signedIn()),
                    new Endpoint(PUT, "/api/v1/views/{id}", signedIn()),
                    new Endpoint(DELETE, "/api/v1/views/{id}", signedIn()),
                    new Endpoint(GET, "/api/v1/comparisons", signedIn()),
                    new Endpoint(GET, "/api/v1/comparisons/runs", signedIn()),
                    new Endpoint(POST, "/api/v1/releases/{id}/vettings", signedIn()),
                    new Endpoint(GET, "/api/v1/releases/{id}/tools", signedIn()),
                    new Endpoint(PUT, "/api/v1/releases/{id}/tools", reviewers()).inPerson(),
                    new Endpoint(GET, "/api/v1/releases/{id}/scopes", signedIn()),
                    new Endpoint(GET, "/api/v1/scopes", signedIn()),
                    new Endpoint(GET, "/api/v1/consumers", signedIn()),
                    new Endpoint(GET, "/api/v1/consumers/{id}", signedIn()),
                    new Endpoint(POST, "/api/v1/consumers", editors()),
                    // An owner may be anybody.
                    new Endpoint(POST, "/api/v1/consumers/{id}/owner", signedIn()).inPerson(),
                    new Endpoint(POST, "/api/v1/consumers/{id}/retirement", signedIn()).inPerson(),
                    new Endpoint(GET, "/api/v1/consumer-profiles", signedIn()),
                    new Endpoint(POST, "/api/v1/consumers/{id}/profile", signedIn()).inPerson(),
                    new Endpoint(POST, "/api/v1/consumers/{id}/profile-decisions", signedIn())
                            .inPerson(),
                    new Endpoint(POST, "/api/v1/consumers/{id}/grants", editors()),
                    new Endpoint(POST, "/api/v1/grants/{id}/decisions", signedIn()).inPerson(),
                    new Endpoint(POST, "/api/v1/releases/{id}/decisions", reviewers()).inPerson(),
                    new Endpoint(GET, "/api/v1/reviews", signedIn()),
                    new Endpoint(GET, "/api/v1/reviews/measures", signedIn()),
                    new Endpoint(GET, "/api/v1/reviews/{id}", signedIn()),
                    new Endpoint(PUT, "/api/v1/reviews/{id}/tier", reviewers()).inPerson(),
                    new Endpoint(GET, "/api/v1/waivers", signedIn()),
                    new Endpoint(POST, "/api/v1/releases/{id}/waivers", signedIn()),
                    new Endpoint(POST, "/api/v1/waivers/{id}/decisions", reviewers()).inPerson(),
                    new Endpoint(GET, "/api/v1/break-glass", signedIn()),
                    new Endpoint(POST, "/api/v1/break-glass/{id}/post-review", reviewers())
                            .inPerson(),
                    new Endpoint(GET, "/api/v1/policies", signedIn()),
                    new Endpoint(
                            POST,
                            "/api/v1/policies/dry-run",
                            holding(
                                    Role.SECURITY,
                                    Role.DATA_PROTECTION,
                                    Role.PROCUREMENT,
                                    Role.SYSTEM_OWNER,
                                    Role.AUDITOR,
                                    Role.ADMINISTRATOR),
                            // It stores nothing, so that a build of policies needs no more.
                            TokenScope.API_READ),
                    new Endpoint(POST, "/api/v1/policies/load", holding(Role.ADMINISTRATOR)),
                    new Endpoint(GET, "/api/v1/sightings", signedIn()),
                    new Endpoint(GET, "/api/v1/outside", signedIn()),
                    new Endpoint(GET, "/api/v1/incidents", signedIn()),
                    new Endpoint(GET, "/api/v1/exports", EXPORTS),
                    new Endpoint(GET, "/api/v1/exports/{format}", EXPORTS),
                    new Endpoint(GET, "/api/v1/audit", AUDIT),
                    new Endpoint(GET, "/api/v1/audit/export", AUDIT),
                    new Endpoint(GET, "/api/v1/audit/chain", AUDIT),
                    new Endpoint(GET, "/api/v1/audit/checkpoint", AUDIT),
                    new Endpoint(POST, "/api/v1/audit/verifications", AUDIT),
                    new Endpoint(
                            GET, "/api/v1/administration/upstreams", holding(Role.ADMINISTRATOR)),
                    new Endpoint(
                            POST,
                            "/api/v1/administration/upstreams/tries",
                            holding(Role.ADMINISTRATOR)),
                    new Endpoint(
                            GET, "/api/v1/administration/trust-roots", holding(Role.ADMINISTRATOR)),
                    new Endpoint(
                            GET, "/api/v1/administration/data-ages", holding(Role.ADMINISTRATOR)),
                    new Endpoint(
                            GET, "/api/v1/administration/sandbox", holding(Role.ADMINISTRATOR)),
                    new Endpoint(GET, "/api/v1/administration/jobs", holding(Role.ADMINISTRATOR)),
                    new Endpoint(
                            POST, "/api/v1/administration/jobs/runs", holding(Role.ADMINISTRATOR)),
                    new Endpoint(
                            GET, "/api/v1/administration/settings", holding(Role.ADMINISTRATOR)),
                    new Endpoint(GET, "/api/v1/drills", AUDIT),
                    new Endpoint(POST, "/api/v1/drills", holding(Role.SECURITY)).inPerson(),
                    new Endpoint(GET, "/api/v1/dpias", EXPORTS),
                    new Endpoint(POST, "/api/v1/dpias", reviewers()),
                    new Endpoint(GET, "/api/v1/dpias/{id}", EXPORTS),
                    new Endpoint(GET, "/api/v1/dpias/{id}/history", EXPORTS),
                    new Endpoint(GET, "/api/v1/dpias/{id}/files/{file}", EXPORTS),
                    new Endpoint(PUT, "/api/v1/dpias/{id}/answers", reviewers()),
                    new Endpoint(POST, "/api/v1/dpias/{id}/snapshots", reviewers()),
                    new Endpoint(POST, "/api/v1/dpias/{id}/confirmations", reviewers()).inPerson(),
                    new Endpoint(POST, "/api/v1/dpias/{id}/outcomes", reviewers()).inPerson(),
                    new Endpoint(GET, "/api/v1/watched", signedIn()),
                    new Endpoint(GET, "/api/v1/tasks", signedIn()),
                    new Endpoint(POST, "/api/v1/tasks/{id}/begin", signedIn()),
                    new Endpoint(POST, "/api/v1/tasks/{id}/sign-off", signedIn()).inPerson(),
                    new Endpoint(GET, "/api/v1/credentials", signedIn()),
                    new Endpoint(
                            POST,
                            "/api/v1/credentials",
                            holding(Role.REQUESTER, Role.SYSTEM_OWNER, Role.SECURITY)),
                    new Endpoint(
                            POST, "/api/v1/leavings", holding(Role.ADMINISTRATOR, Role.SECURITY)),
                    new Endpoint(
                            POST,
                            "/api/v1/observations",
                            holding(Role.CI, Role.SECURITY, Role.SYSTEM_OWNER)),
                    new Endpoint(GET, "/api/v1/accounts", holding(Role.ADMINISTRATOR)),
                    new Endpoint(POST, "/api/v1/accounts", holding(Role.ADMINISTRATOR)).inPerson(),
                    new Endpoint(PUT, "/api/v1/accounts/{id}/roles", holding(Role.ADMINISTRATOR))
                            .inPerson(),
                    new Endpoint(PUT, "/api/v1/accounts/{id}/disabled", holding(Role.ADMINISTRATOR))
                            .inPerson(),
                    new Endpoint(POST, "/api/v1/accounts/{id}/erasure", holding(Role.ADMINISTRATOR))
                            .inPerson(),
                    new Endpoint(PUT, "/api/v1/accounts/{id}/password", holding(Role.ADMINISTRATOR))
                            .inPerson());

    private ApiRights() {}
}
