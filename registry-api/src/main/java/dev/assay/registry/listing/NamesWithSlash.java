package dev.assay.registry.listing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets {@code %2F} through where the name of a server stands in a path, which every MCP client
 * writes so, and nowhere else: elsewhere it is a way round rules that look at paths.
 */
final class NamesWithSlash implements HttpFirewall {

    private final StrictHttpFirewall everywhere = new StrictHttpFirewall();
    private final StrictHttpFirewall names = new StrictHttpFirewall();

    NamesWithSlash() {
        names.setAllowUrlEncodedSlash(true);
        // Tomcat hands it on as it came, so the path that it has decoded still holds the sign.
        names.setAllowUrlEncodedPercent(true);
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        return (isName(request) ? names : everywhere).getFirewalledRequest(request);
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return everywhere.getFirewalledResponse(response);
    }

    private static boolean isName(HttpServletRequest request) {
        return request.getRequestURI()
                .startsWith(request.getContextPath() + RegistryController.SERVERS + "/");
    }
}
