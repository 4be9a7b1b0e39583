package dev.assay.registry.server;

import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.vetting.ReportReader;

/** The records that speak of a server. */
record ServerRecords(
        ServerPackageStore packages,
        ReleaseStore releases,
        ReviewStore reviews,
        WaiverStore waivers,
        BreakGlassStore glass,
        TaskStore tasks,
        ReportReader reports) {}
