package dev.assay.scanners.clr;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What calls of .NET's library mean. */
final class Calls {

    /** Types whose every call goes to the network or is about to. */
    private static final List<String> NETWORK =
            List.of(
                    "System.Net.Http.",
                    "System.Net.Sockets.TcpClient",
                    "System.Net.Sockets.UdpClient",
                    "System.Net.Sockets.Socket",
                    "System.Net.WebSockets.ClientWebSocket",
                    "System.Net.WebClient",
                    "System.Net.WebRequest",
                    "System.Net.HttpWebRequest",
                    "System.Net.FtpWebRequest",
                    "System.Net.Mail.SmtpClient",
                    "System.Net.Quic.",
                    "Grpc.Net.Client.GrpcChannel",
                    "RestSharp.RestClient",
                    "Flurl.Http.");

    private static final List<String> SENDING =
            List.of(
                    "Send",
                    "Get",
                    "Post",
                    "Put",
                    "Patch",
                    "Delete",
                    "Connect",
                    "Download",
                    "Upload",
                    "OpenRead",
                    "OpenWrite",
                    "ForAddress");

    private static final Map<String, String> LISTENERS =
            Map.of(
                    "System.Net.HttpListener::Start", "http",
                    "System.Net.Sockets.TcpListener::Start", "tcp",
                    "System.Net.Sockets.Socket::Listen", "tcp",
                    "Microsoft.AspNetCore.Builder.WebApplication::Run", "http",
                    "Microsoft.AspNetCore.Builder.WebApplication::RunAsync", "http");

    private static final Map<String, String> DYNAMIC =
            Map.ofEntries(
                    Map.entry("System.Reflection.Assembly::Load", "Assembly.Load"),
                    Map.entry("System.Reflection.Assembly::LoadFrom", "Assembly.LoadFrom"),
                    Map.entry("System.Reflection.Assembly::LoadFile", "Assembly.LoadFile"),
                    Map.entry("System.Reflection.Assembly::UnsafeLoadFrom", "Assembly.LoadFrom"),
                    Map.entry(
                            "System.Runtime.Loader.AssemblyLoadContext::LoadFromAssemblyPath",
                            "AssemblyLoadContext.LoadFromAssemblyPath"),
                    Map.entry(
                            "System.Runtime.Loader.AssemblyLoadContext::LoadFromStream",
                            "AssemblyLoadContext.LoadFromStream"),
                    Map.entry("System.Reflection.Emit.DynamicMethod::.ctor", "DynamicMethod"),
                    Map.entry(
                            "System.Reflection.Emit.AssemblyBuilder::DefineDynamicAssembly",
                            "DefineDynamicAssembly"),
                    Map.entry(
                            "Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript::EvaluateAsync",
                            "CSharpScript.EvaluateAsync"),
                    Map.entry(
                            "Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript::RunAsync",
                            "CSharpScript.RunAsync"),
                    Map.entry(
                            "Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript::Create",
                            "CSharpScript.Create"),
                    Map.entry(
                            "System.Management.Automation.PowerShell::AddScript",
                            "PowerShell.AddScript"),
                    Map.entry(
                            "System.CodeDom.Compiler.CodeDomProvider::CompileAssemblyFromSource",
                            "CompileAssemblyFromSource"),
                    Map.entry(
                            "System.Runtime.InteropServices.Marshal::GetDelegateForFunctionPointer",
                            "GetDelegateForFunctionPointer"));

    private static final Map<String, String> PROCESSES =
            Map.of(
                    "System.Diagnostics.Process::Start", "Process.Start",
                    "System.Diagnostics.ProcessStartInfo::.ctor", "ProcessStartInfo",
                    "System.Diagnostics.ProcessStartInfo::set_FileName", "ProcessStartInfo");

    private static final List<String> ANY_CERTIFICATE =
            List.of(
                    "::get_DangerousAcceptAnyServerCertificateValidator",
                    "::set_ServerCertificateValidationCallback",
                    "::set_ServerCertificateCustomValidationCallback",
                    "::set_RemoteCertificateValidationCallback");

    private Calls() {}

    static boolean isNetwork(String member) {
        return NETWORK.stream().anyMatch(member::startsWith);
    }

    /** Whether a call of a network type goes there itself. */
    static boolean isSending(String member) {
        var name = method(member);
        return isNetwork(member) && SENDING.stream().anyMatch(name::startsWith);
    }

    static @Nullable String listener(String member) {
        return LISTENERS.get(member);
    }

    static @Nullable String dynamic(String member) {
        return DYNAMIC.get(member);
    }

    static @Nullable String process(String member) {
        return PROCESSES.get(member);
    }

    static boolean isAnyCertificate(String member) {
        return ANY_CERTIFICATE.stream().anyMatch(member::endsWith);
    }

    static boolean isNativeLoad(String member) {
        return member.startsWith("System.Runtime.InteropServices.NativeLibrary::")
                && method(member).contains("Load");
    }

    /** What a call does with files; null where it is none of them. */
    static @Nullable String fileOperation(String member) {
        var isDirectory = member.startsWith("System.IO.Directory::");
        if (!isDirectory
                && !member.startsWith("System.IO.File::")
                && !member.equals("System.IO.FileStream::.ctor")) {
            return null;
        }
        var name = method(member);
        if (name.equals(".ctor") || name.equals("Open")) {
            return "open";
        }
        if (name.startsWith("Delete")) {
            return "delete";
        }
        if (isDirectory) {
            return name.startsWith("Get") || name.startsWith("Enumerate")
                    ? name.contains("CurrentDirectory") ? null : "list"
                    : name.startsWith("Create") || name.equals("Move") ? "write" : null;
        }
        if (name.startsWith("Read") || name.equals("OpenRead") || name.equals("OpenText")) {
            return "read";
        }
        if (name.startsWith("SetUnixFileMode") || name.startsWith("SetAttributes")) {
            return "chmod";
        }
        return name.startsWith("Exists") || name.startsWith("Get") || name.startsWith("Set")
                ? null
                : "write";
    }

    /** {@code Method} of {@code Name.Space.Type::Method}. */
    static String method(String member) {
        return member.substring(member.indexOf("::") + 2);
    }

    /** {@code Type.Method} of {@code Name.Space.Type::Method}. */
    static String title(String member) {
        var type = member.substring(0, member.indexOf("::"));
        var simple = type.substring(type.lastIndexOf('.') + 1);
        return method(member).equals(".ctor") ? simple : simple + "." + method(member);
    }
}
