package dev.assay.web.listener;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * HTTP/1.1 of Tomcat for clients that mean it: Tomcat's own time-outs begin anew with every byte,
 * so that one byte now and then would keep a connection for ever. Public for Tomcat, which makes it
 * by its name.
 */
public final class PatientProtocol extends Http11NioProtocol {

    private final Set<PatientProcessor> processors =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Duration arrival = Duration.ofSeconds(30);
    private long slowest = 1 << 10;

    /**
     * @param longest for a request's line and headers, and for a body before it has to keep up
     * @param slowestBytes of a body in a second
     */
    void have(Duration longest, long slowestBytes) {
        arrival = longest;
        slowest = slowestBytes;
    }

    @Override
    protected Processor createProcessor() {
        var processor = new PatientProcessor(this, getAdapter(), arrival, slowest);
        processors.add(processor);
        return processor;
    }

    @Override
    public void start() throws Exception {
        super.start();
        Thread.ofVirtual().name("slow-requests").start(this::watch);
    }

    private void watch() {
        var pause = Math.clamp(arrival.toMillis() / 4, 10, 1000);
        try {
            while (!stopped.await(pause, TimeUnit.MILLISECONDS)) {
                var now = System.nanoTime();
                for (var each : all()) {
                    each.look(now);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ArrayList<PatientProcessor> all() {
        synchronized (processors) {
            return new ArrayList<>(processors);
        }
    }

    @Override
    public void stop() throws Exception {
        stopped.countDown();
        super.stop();
    }
}
