package dev.assay.registry.export;

import dev.assay.inventory.account.Role;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One form in which something leaves Assay. Every bean of this type is offered; see the package for
 * what is expected of one.
 */
public interface ExportFormat {

    /**
     * Its name in addresses and commands: lower-case letters, digits and hyphens; never changes.
     */
    String id();

    ExportGroup group();

    /** What people call it, for example the product that reads it. */
    String title();

    /** What it is for and where it is put, in one or two sentences. */
    String purpose();

    /**
     * What it cannot say, one sentence each; such things are refused or told to be kept elsewhere.
     */
    default List<String> cannotSay() {
        return List.of();
    }

    /** For example {@code application/json}. */
    String mediaType();

    /** What to call the file: ASCII letters, digits, dots and hyphens. */
    String fileName();

    /** What may be asked for; anything else is refused before the format hears of it. */
    List<ExportParameter> parameters();

    /** Who may have it, of those who may export at all. */
    default Set<Role> roles() {
        return EnumSet.allOf(Role.class);
    }

    /**
     * Writes it. On the thread of whoever asks, for several of them at once.
     *
     * @param to closed by the caller
     * @return whether it is written whole; what was written before a refusal is thrown away
     */
    ExportOutcome write(ExportRequest request, OutputStream to) throws IOException;
}
