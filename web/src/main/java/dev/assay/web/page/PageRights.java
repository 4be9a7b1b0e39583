package dev.assay.web.page;

import static dev.assay.registry.identity.Callers.anyone;
import static dev.assay.registry.identity.Callers.editors;
import static dev.assay.registry.identity.Callers.holding;
import static dev.assay.registry.identity.Callers.reviewers;
import static dev.assay.registry.identity.Callers.signedIn;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.assay.inventory.account.Role;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.identity.Endpoint;
import dev.assay.registry.identity.oidc.OidcSignIn;

import java.util.List;

/** Who may call which page. */
final class PageRights {

    /** A trial judges every release, which is work; whoever decides or checks may ask for it. */
    static final Callers POLICY_TRIALS =
            holding(
                    Role.SECURITY,
                    Role.DATA_PROTECTION,
                    Role.PROCUREMENT,
                    Role.SYSTEM_OWNER,
                    Role.AUDITOR,
                    Role.ADMINISTRATOR);

    /** Whoever checks, whoever defends, and whoever runs this. */
    static final Callers AUDIT = holding(Role.AUDITOR, Role.SECURITY, Role.ADMINISTRATOR);

    /** Whoever decides, checks or runs this. */
    static final Callers EXPORTS =
            holding(
                    Role.SECURITY,
                    Role.DATA_PROTECTION,
                    Role.PROCUREMENT,
                    Role.SYSTEM_OWNER,
                    Role.AUDITOR,
                    Role.ADMINISTRATOR);

    static final List<Endpoint> ROWS =
            List.of(
                    new Endpoint(GET, "/assets/**", anyone()),
                    new Endpoint(GET, "/actuator/health", anyone()),
                    new Endpoint(GET, "/actuator/health/liveness", anyone()),
                    new Endpoint(GET, "/actuator/health/readiness", anyone()),
                    new Endpoint(GET, "/actuator/health/decisions", anyone()),
                    new Endpoint(
                            GET,
                            "/actuator/health/sandbox",
                            holding(Role.CI, Role.ADMINISTRATOR, Role.SECURITY, Role.AUDITOR)),
                    new Endpoint(GET, "/signin", anyone()),
                    new Endpoint(POST, "/signin", anyone()),
                    new Endpoint(GET, OidcSignIn.BEGIN, anyone()),
                    new Endpoint(GET, OidcSignIn.CALLBACK, anyone()),
                    new Endpoint(POST, "/signout", anyone()),
                    new Endpoint(GET, "/r/{id}", anyone()),
                    new Endpoint(GET, "/rules", anyone()),
                    new Endpoint(GET, "/rules/{kind}", anyone()),
                    new Endpoint(GET, "/", signedIn()),
                    new Endpoint(GET, "/vetting", signedIn()),
                    new Endpoint(GET, "/approved", signedIn()),
                    new Endpoint(GET, "/inventory", signedIn()),
                    new Endpoint(GET, "/inventory/csv", signedIn()),
                    new Endpoint(POST, "/inventory/views", signedIn()),
                    new Endpoint(POST, "/inventory/views/{id}", signedIn()),
                    new Endpoint(POST, "/inventory/views/{id}/removal", signedIn()),
                    new Endpoint(GET, "/servers/{id}", signedIn()),
                    new Endpoint(GET, "/servers/{id}/closure", signedIn()),
                    new Endpoint(GET, "/servers/{id}/record", signedIn()),
                    new Endpoint(GET, "/servers/{id}/sheet", signedIn()),
                    // Whose server it is counts, and a consumer's owner may be anybody.
                    new Endpoint(POST, "/servers/{id}/record", signedIn()),
                    new Endpoint(POST, "/servers/{id}/record/checks", signedIn()),
                    new Endpoint(POST, "/servers/{id}/packages", reviewers()),
                    new Endpoint(POST, "/servers/{id}/packages/removal", reviewers()),
                    new Endpoint(GET, "/releases/{id}", signedIn()),
                    new Endpoint(GET, "/releases/{id}/progress", signedIn()),
                    new Endpoint(GET, "/releases/{id}/attestations", signedIn()),
                    new Endpoint(GET, "/releases/{id}/bom", signedIn()),
                    new Endpoint(GET, "/releases/{id}/bom/cyclonedx", signedIn()),
                    new Endpoint(POST, "/releases/{id}/bom", editors()),
                    new Endpoint(GET, "/releases/{id}/changes", signedIn()),
                    new Endpoint(GET, "/releases/{id}/run", signedIn()),
                    new Endpoint(GET, "/releases/{id}/run-progress", signedIn()),
                    new Endpoint(POST, "/releases/{id}/runs", reviewers()),
                    new Endpoint(GET, "/releases/{id}/functions/{index}", signedIn()),
                    new Endpoint(GET, "/releases/{id}/difference", signedIn()),
                    new Endpoint(POST, "/releases/{id}/comments", signedIn()),
                    new Endpoint(GET, "/compare", signedIn()),
                    new Endpoint(GET, "/compare/runs", signedIn()),
                    new Endpoint(GET, "/compare/functions/{index}", signedIn()),
                    new Endpoint(GET, "/compare/difference", signedIn()),
                    // Its token says whose it is.
                    new Endpoint(GET, "/calendar.ics", anyone()),
                    new Endpoint(GET, "/watch", signedIn()),
                    new Endpoint(GET, "/outside", signedIn()),
                    new Endpoint(GET, "/tasks", signedIn()),
                    new Endpoint(POST, "/tasks/{id}/begin", signedIn()),
                    new Endpoint(POST, "/tasks/{id}/sign-off", signedIn()),
                    new Endpoint(POST, "/tasks/calendar", signedIn()),
                    new Endpoint(POST, "/tasks/calendar/end", signedIn()),
                    new Endpoint(
                            POST,
                            "/tasks/credentials",
                            holding(Role.REQUESTER, Role.SYSTEM_OWNER, Role.SECURITY)),
                    new Endpoint(POST, "/tasks/credentials/{id}/retire", signedIn()),
                    new Endpoint(
                            POST, "/tasks/leavings", holding(Role.ADMINISTRATOR, Role.SECURITY)),
                    new Endpoint(GET, "/drills", AUDIT),
                    new Endpoint(POST, "/drills", holding(Role.SECURITY)),
                    new Endpoint(GET, "/policies", signedIn()),
                    new Endpoint(GET, "/policies/dry-run", POLICY_TRIALS),
                    new Endpoint(POST, "/policies/dry-run", POLICY_TRIALS),
                    new Endpoint(POST, "/policies/load", holding(Role.ADMINISTRATOR)),
                    new Endpoint(GET, "/account", signedIn()),
                    new Endpoint(POST, "/account/password", signedIn()),
                    new Endpoint(POST, "/account/signing-keys", reviewers()),
                    new Endpoint(POST, "/account/signing-keys/{key}/withdrawal", signedIn()),
                    new Endpoint(GET, "/uploads", signedIn()),
                    new Endpoint(POST, "/uploads", holding(Role.REQUESTER)),
                    new Endpoint(
                            POST,
                            "/uploads/{id}/removal",
                            holding(Role.REQUESTER, Role.ADMINISTRATOR)),
                    new Endpoint(GET, "/request", editors()),
                    new Endpoint(POST, "/request", editors()),
                    new Endpoint(POST, "/request/draft", editors()),
                    new Endpoint(POST, "/request/drafts/{id}/removal", editors()),
                    new Endpoint(POST, "/requests/{id}/withdrawal", holding(Role.REQUESTER)),
                    new Endpoint(GET, "/exceptions", signedIn()),
                    new Endpoint(POST, "/releases/{id}/waivers", signedIn()),
                    new Endpoint(POST, "/waivers/{id}/decisions", reviewers()),
                    new Endpoint(POST, "/break-glass/{id}/post-review", reviewers()),
                    new Endpoint(POST, "/reviews/{id}/tier", reviewers()),
                    new Endpoint(POST, "/account/sessions/{mark}/end", signedIn()),
                    new Endpoint(GET, "/account/tokens", signedIn()),
                    new Endpoint(POST, "/account/tokens", signedIn()),
                    new Endpoint(POST, "/account/tokens/{id}/revocation", signedIn()),
                    new Endpoint(POST, "/releases/{id}/vettings", signedIn()),
                    new Endpoint(GET, "/releases/{id}/tools", signedIn()),
                    new Endpoint(POST, "/releases/{id}/tools", reviewers()),
                    new Endpoint(POST, "/releases/{id}/tools/change", reviewers()),
                    new Endpoint(POST, "/releases/{id}/tools/agreement", reviewers()),
                    new Endpoint(POST, "/releases/{id}/decisions", reviewers()),
                    new Endpoint(GET, "/exports", EXPORTS),
                    new Endpoint(GET, "/exports/{id}", EXPORTS),
                    new Endpoint(GET, "/audit", AUDIT),
                    new Endpoint(GET, "/audit/export", AUDIT),
                    new Endpoint(GET, "/audit/checkpoint", AUDIT),
                    new Endpoint(POST, "/audit/verification", AUDIT),
                    new Endpoint(GET, "/dpias", EXPORTS),
                    new Endpoint(POST, "/dpias", reviewers()),
                    new Endpoint(GET, "/dpias/{id}", EXPORTS),
                    new Endpoint(GET, "/dpias/{id}/files/{file}", EXPORTS),
                    new Endpoint(POST, "/dpias/{id}/answers", reviewers()),
                    new Endpoint(POST, "/dpias/{id}/snapshots", reviewers()),
                    new Endpoint(POST, "/dpias/{id}/confirmations", reviewers()),
                    new Endpoint(POST, "/dpias/{id}/outcomes", reviewers()),
                    new Endpoint(GET, "/consumers", signedIn()),
                    new Endpoint(POST, "/consumers", editors()),
                    new Endpoint(GET, "/consumers/{id}", signedIn()),
                    new Endpoint(POST, "/consumers/{id}/grants", editors()),
                    new Endpoint(POST, "/consumers/{id}/profile", signedIn()),
                    // An owner may be anybody.
                    new Endpoint(POST, "/consumers/{id}/owner", signedIn()),
                    new Endpoint(POST, "/consumers/{id}/retirement", signedIn()),
                    new Endpoint(POST, "/grants/{id}/decisions", signedIn()),
                    new Endpoint(GET, "/notices", holding(Role.ADMINISTRATOR)),
                    new Endpoint(POST, "/notices/{id}/revive", holding(Role.ADMINISTRATOR)),
                    new Endpoint(GET, "/accounts", holding(Role.ADMINISTRATOR)),
                    new Endpoint(POST, "/accounts", holding(Role.ADMINISTRATOR)),
                    new Endpoint(GET, "/accounts/{id}", holding(Role.ADMINISTRATOR)),
                    new Endpoint(POST, "/accounts/{id}/roles", holding(Role.ADMINISTRATOR)),
                    new Endpoint(POST, "/accounts/{id}/state", holding(Role.ADMINISTRATOR)),
                    new Endpoint(POST, "/accounts/{id}/password", holding(Role.ADMINISTRATOR)),
                    new Endpoint(POST, "/accounts/{id}/erasure", holding(Role.ADMINISTRATOR)),
                    new Endpoint(GET, "/administration", holding(Role.ADMINISTRATOR)),
                    new Endpoint(POST, "/administration/upstreams", holding(Role.ADMINISTRATOR)),
                    new Endpoint(POST, "/administration/jobs", holding(Role.ADMINISTRATOR)),
                    new Endpoint(GET, "/administration/sign-in", holding(Role.ADMINISTRATOR)),
                    new Endpoint(GET, "/administration/tokens", holding(Role.ADMINISTRATOR)),
                    new Endpoint(POST, "/administration/tokens", holding(Role.ADMINISTRATOR)),
                    new Endpoint(
                            POST,
                            "/administration/tokens/{id}/revocation",
                            holding(Role.ADMINISTRATOR)));

    private PageRights() {}
}
