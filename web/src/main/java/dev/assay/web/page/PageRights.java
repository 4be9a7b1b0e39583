package dev.assay.web.page;

import static dev.assay.registry.identity.Callers.anyone;
import static dev.assay.registry.identity.Callers.editors;
import static dev.assay.registry.identity.Callers.holding;
import static dev.assay.registry.identity.Callers.reviewers;
import static dev.assay.registry.identity.Callers.signedIn;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.assay.inventory.account.Role;
import dev.assay.registry.identity.Endpoint;

import java.util.List;

/** Who may call which page. */
final class PageRights {

    static final List<Endpoint> ROWS =
            List.of(
                    new Endpoint(GET, "/assets/**", anyone()),
                    new Endpoint(GET, "/actuator/health", anyone()),
                    new Endpoint(GET, "/signin", anyone()),
                    new Endpoint(POST, "/signin", anyone()),
                    new Endpoint(POST, "/signout", anyone()),
                    new Endpoint(GET, "/r/{id}", anyone()),
                    new Endpoint(GET, "/rules", anyone()),
                    new Endpoint(GET, "/rules/{kind}", anyone()),
                    new Endpoint(GET, "/", signedIn()),
                    new Endpoint(GET, "/vetting", signedIn()),
                    new Endpoint(GET, "/approved", signedIn()),
                    new Endpoint(GET, "/releases/{id}", signedIn()),
                    new Endpoint(GET, "/releases/{id}/progress", signedIn()),
                    new Endpoint(GET, "/account", signedIn()),
                    new Endpoint(POST, "/account/password", signedIn()),
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
                    new Endpoint(POST, "/releases/{id}/vettings", signedIn()),
                    new Endpoint(GET, "/releases/{id}/tools", signedIn()),
                    new Endpoint(POST, "/releases/{id}/tools", reviewers()),
                    new Endpoint(POST, "/releases/{id}/decisions", reviewers()),
                    new Endpoint(GET, "/accounts", holding(Role.ADMINISTRATOR)),
                    new Endpoint(POST, "/accounts", holding(Role.ADMINISTRATOR)));

    private PageRights() {}
}
