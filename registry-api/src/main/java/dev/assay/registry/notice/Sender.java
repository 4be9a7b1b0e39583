package dev.assay.registry.notice;

import dev.assay.inventory.notice.Notice;

import java.util.List;

/** One way to tell people. */
interface Sender {

    /** How deliveries and pages call this way. */
    String channel();

    /** Where a notice is sent: to names of settings, or to e-mail addresses. */
    List<String> targets(Notice notice);

    /**
     * Sends a message.
     *
     * @throws UndeliveredException with why not, for an administrator and without secrets
     */
    void send(String target, Message message) throws UndeliveredException, InterruptedException;

    /** A message did not arrive. */
    final class UndeliveredException extends Exception {
        private static final long serialVersionUID = 1L;

        UndeliveredException(String reason) {
            super(reason);
        }
    }
}
