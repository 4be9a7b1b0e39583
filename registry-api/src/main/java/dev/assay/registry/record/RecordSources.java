package dev.assay.registry.record;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.flaw.FlawStore;
import dev.assay.inventory.proof.ProofStore;
import dev.assay.inventory.record.StatedValueStore;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.VoteStore;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.task.CredentialStore;
import dev.assay.inventory.task.TaskStore;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.registry.reminder.Rotations;
import dev.assay.registry.server.FoundHosts;
import dev.assay.registry.vetting.Publishings;

/** Everything that a record is made of. */
record RecordSources(
        ServerPackageStore packages,
        ReleaseStore releases,
        ClosureStore closures,
        ReviewStore reviews,
        VoteStore votes,
        WaiverStore waivers,
        BreakGlassStore glass,
        ToolStore tools,
        ConsumerStore consumers,
        GrantStore grants,
        CredentialStore credentials,
        TaskStore tasks,
        AccountStore accounts,
        StatedValueStore stated,
        FlawStore flaws,
        ProofStore proofs,
        Publishings publishings,
        RunStore runs,
        FoundHosts hosts,
        SnapshotLook looks,
        Rotations rotations) {}
