package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.server.ServerPackage;
import dev.assay.registry.shipped.ServerPackages;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

import java.util.ArrayList;

/** Tells which packages are one server, and who says so. */
@Component
final class ShippedViews {

    private final ServerPackages packages;
    private final People people;

    ShippedViews(ServerPackages packages, People people) {
        this.packages = packages;
        this.people = people;
    }

    ShippedView of(Account reader, Purl server, Model model) {
        var first = packages.all(server).getFirst();
        var told = new ArrayList<ShippedView.Package>();
        told.add(
                new ShippedView.Package(
                        first.toString(),
                        Ecosystems.name(first),
                        "listed by it",
                        "it was there first",
                        false));
        packages.joined(first).forEach(each -> told.add(joined(each)));
        return new ShippedView(
                told,
                packages.proposals(first).stream()
                        .map(
                                each ->
                                        new ShippedView.Proposed(
                                                each.packagePurl().toString(),
                                                Ecosystems.name(each.packagePurl()),
                                                each.reason()))
                        .toList(),
                ServerPackages.maySay(reader),
                ExceptionsController.flash(model, "told"),
                ExceptionsController.flash(model, "bad"));
    }

    private ShippedView.Package joined(ServerPackage joined) {
        var by = joined.by();
        return new ShippedView.Package(
                joined.packagePurl().toString(),
                Ecosystems.name(joined.packagePurl()),
                switch (joined.basis()) {
                    case VERIFIED -> "verified";
                    case STATED -> "stated";
                },
                joined.reason()
                        + (by == null ? "" : ", says " + people.name(by))
                        + ", "
                        + Words.day(joined.at()),
                true);
    }
}
