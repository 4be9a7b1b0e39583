package dev.assay.registry.listing;

import dev.assay.registry.gate.Addresses;
import dev.assay.registry.gate.GateListener;
import dev.assay.registry.identity.WebAddress;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** How whoever asks the main listener reaches both listeners. */
final class CallerAddresses {

    private final Addresses addresses;
    private final GateListener gate;
    private final WebAddress web;

    CallerAddresses(Addresses addresses, GateListener gate, WebAddress web) {
        this.addresses = addresses;
        this.gate = gate;
        this.web = web;
    }

    ServerDocuments documents(HttpServletRequest request) {
        var published = web.published();
        var main =
                published != null
                        ? published.toString()
                        : ServletUriComponentsBuilder.fromContextPath(request).toUriString();
        return new ServerDocuments(
                addresses.gate(request.getServerName(), gate.port()),
                main.endsWith("/") ? main : main + "/");
    }
}
