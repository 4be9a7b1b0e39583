package dev.assay.scanners.detonation.sinkhole;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;

/** Who speaks HTTP, added to a pipeline. */
final class Http {

    private static final int STREAMS = 100;

    private Http() {}

    static void first(ChannelPipeline pipeline, Line line) {
        var head = line.shared().limits().head();
        var tap = new Tap(line, "http");
        pipeline.addLast(
                tap,
                new HttpServerCodec(
                        new HttpDecoderConfig()
                                .setMaxInitialLineLength(head)
                                .setMaxHeaderSize(head)),
                new HttpConversation(line, tap));
    }

    /** With its preface, on TLS or on none. */
    static void second(ChannelPipeline pipeline, Line line) {
        var settings =
                Http2Settings.defaultSettings()
                        .maxConcurrentStreams(STREAMS)
                        .maxHeaderListSize(line.shared().limits().head());
        var tap = new Tap(line, "http2");
        pipeline.addLast(
                tap,
                Http2FrameCodecBuilder.forServer().initialSettings(settings).build(),
                new Http2MultiplexHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel stream) {
                                tap.end();
                                stream.pipeline()
                                        .addLast(
                                                new Http2StreamFrameToHttpObjectCodec(true),
                                                new HttpConversation(line, null));
                            }
                        }),
                new Ending());
    }
}
