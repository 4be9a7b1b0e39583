package dev.assay.web.page;

import dev.assay.inventory.server.Servers;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.inventory.watch.WatchedPackage;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller("watchPages")
final class WatchController {

    private final WatchStore watched;

    WatchController(WatchStore watched) {
        this.watched = watched;
    }

    @GetMapping("/watch")
    String watch(Model model) {
        model.addAttribute(
                "view", new WatchView(watched.all().stream().map(WatchController::row).toList()));
        return "watch";
    }

    static WatchView.Row row(WatchedPackage watching) {
        return new WatchView.Row(
                "/servers/" + Servers.id(watching.packagePurl()),
                watching.packagePurl().packageName(),
                watching.lookedAt(),
                watching.nextLookAt(),
                watching.failures(),
                watching.problem());
    }
}
