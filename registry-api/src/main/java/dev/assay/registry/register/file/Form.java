package dev.assay.registry.register.file;

/** What a register can be written as. */
enum Form {
    CSV("csv", "CSV", "text/csv"),
    XLSX("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    JSON("json", "JSON", "application/json");

    private final String extension;
    private final String title;
    private final String mediaType;

    Form(String extension, String title, String mediaType) {
        this.extension = extension;
        this.title = title;
        this.mediaType = mediaType;
    }

    String extension() {
        return extension;
    }

    String title() {
        return title;
    }

    String mediaType() {
        return mediaType;
    }
}
