package dev.assay.scanners.clr;

/** A file that calls itself an assembly and is not one that is read; the message is for people. */
final class MalformedAssemblyException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedAssemblyException(String message) {
        super(message);
    }
}
