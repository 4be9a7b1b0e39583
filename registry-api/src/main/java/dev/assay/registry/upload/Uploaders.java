package dev.assay.registry.upload;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.upload.Upload;
import dev.assay.inventory.upload.UploadStore;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.publisher.Publication;
import dev.assay.scanners.publisher.PublisherHistory;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Signatures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Who handed a release in, as who published it. */
public final class Uploaders {

    private static final String WHY = "it was handed in, which nothing signs";

    private final UploadStore uploads;
    private final AccountStore accounts;

    Uploaders(UploadStore uploads, AccountStore accounts) {
        this.uploads = uploads;
        this.accounts = accounts;
    }

    /** Who published a release; empty where an upstream has it. */
    public Optional<Publishing> of(Purl release) {
        var files = uploads.of(release);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        var publications = new LinkedHashMap<String, Publication>();
        for (var each : uploads.of(files.getFirst().ecosystem(), files.getFirst().name())) {
            publications.putIfAbsent(each.purl().exactVersion(), publication(each));
        }
        return Optional.of(
                new Publishing(
                        release.exactVersion(),
                        new PublisherHistory(List.copyOf(publications.values()), 0),
                        new Signatures(
                                new Outcome.NotOffered<>(WHY),
                                new Outcome.NotOffered<>(WHY),
                                new Outcome.NotOffered<>(WHY))));
    }

    private Publication publication(Upload upload) {
        return new Publication(
                upload.purl().exactVersion(),
                upload.at(),
                accounts.find(upload.by()).map(Account::login).orElse(null),
                null,
                List.of(),
                null,
                List.of(),
                null,
                null,
                false,
                false);
    }
}
