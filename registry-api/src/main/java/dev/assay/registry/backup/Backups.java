package dev.assay.registry.backup;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.backup.Backup;
import dev.assay.inventory.backup.BackupFolder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.sql.SQLException;

/** Makes backups while the service runs, one after the other. */
final class Backups implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final long LOOK_EVERY_MILLIS = 500;

    private final BackupFolder folder;
    private final Backup backup;
    private final AuditTrail audit;
    private volatile @Nullable FileChannel serving;

    Backups(BackupFolder folder, Backup backup, AuditTrail audit) {
        this.folder = folder;
        this.backup = backup;
        this.audit = audit;
    }

    @Override
    public void start() {
        try {
            folder.prepare();
            serving = folder.serve();
        } catch (IOException e) {
            LOG.warn("No backups can be asked for while Assay runs: {}", e.toString());
            return;
        }
        if (serving != null) {
            Thread.ofPlatform().daemon().name("backups").start(this::look);
        }
    }

    private void look() {
        while (serving != null) {
            try {
                for (var id : folder.wanted()) {
                    make(id);
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (IOException e) {
                LOG.warn("Requests for backups cannot be read: {}", e.toString());
                return;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void make(String id) throws IOException {
        try {
            var saved = backup.to(folder.backup(id));
            audit.append(
                    AuditTrail.SERVICE,
                    "backup.made",
                    "installation",
                    saved.rows()
                            + " rows, "
                            + saved.blobs()
                            + " blobs, sha256 "
                            + saved.sha256().hex());
            folder.answer(id, true, saved.words());
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.warn("A backup could not be made", e);
            folder.answer(id, false, "the service could not make the backup: " + e.getMessage());
        }
    }

    @Override
    public void stop() {
        var held = serving;
        serving = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                LOG.debug("The folder of backups was not released", e);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return serving != null;
    }
}
