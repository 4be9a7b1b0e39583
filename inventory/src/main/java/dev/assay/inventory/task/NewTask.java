package dev.assay.inventory.task;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/** A task that somebody will owe; the parts are those of {@link Task}. */
public record NewTask(
        String key,
        TaskKind kind,
        String subject,
        @Nullable Id releaseId,
        String title,
        LocalDate due,
        Role role,
        @Nullable Id accountId) {}
