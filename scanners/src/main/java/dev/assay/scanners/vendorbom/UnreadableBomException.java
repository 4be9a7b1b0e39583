package dev.assay.scanners.vendorbom;

/** The document is not one that is read. */
final class UnreadableBomException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    UnreadableBomException(int line, String problem) {
        super(problem, null, false, false);
        this.line = line;
    }

    UnreadableBomException(String problem) {
        this(0, problem);
    }

    static UnreadableBomException tooMany() {
        return new UnreadableBomException("it has more than " + BomReader.MOST + " components");
    }

    BomReading reading() {
        return new BomReading.Unreadable(line, String.valueOf(getMessage()));
    }
}
