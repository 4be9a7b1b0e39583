package dev.assay.web.cli;

/** Where the jar starts. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(AssayCommand.commandLine().execute(arguments));
    }
}
