using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Sockets;
using Harness.Drivers.Reports;
using Harness.Drivers.Wire;
using Valence.DriverContract;
using ValenceCore.Drivers;

namespace Harness.Drivers;

/// <summary><c>driver-check</c>: tries a driver against the promises of the contract, as a command.</summary>
public static class DriverCheckCommand
{
    public const int Sound = 0;
    public const int Unsound = 1;
    public const int Usage = 2;
    public const int Unreachable = 3;

    private static readonly string[] Capabilities =
        [.. PromiseCatalogue.All.Select(promise => promise.Capability).Where(name => name != "driver").Distinct(StringComparer.Ordinal)];

    public static Command Build()
    {
        var driver = new Option<string>("--driver") { Description = "Name of the driver: a built-in one, or one of the folder.", Required = true, HelpName = "NAME" };
        var drivers = new Option<string?>("--drivers") { Description = "The drivers folder, with NAME/NAME.dll in it.", HelpName = "DIR" };
        var url = new Option<Uri>("--url") { Description = "The pod manager, as it would be registered.", Required = true, HelpName = "URL", CustomParser = ParseUrl };
        var user = new Option<string?>("--user") { Description = "Account to log in with.", HelpName = "NAME" };
        var password = new Option<string?>("--password") { Description = "Its password; other users of this machine can see it. Rather use --password-file.", HelpName = "TEXT" };
        var passwordFile = new Option<string?>("--password-file") { Description = "File whose first line is the password.", HelpName = "FILE" };
        var authority = new Option<string?>("--ca") { Description = "PEM file with the authority of the certificate, or its fingerprint as sha256:HEX.", HelpName = "FILE|sha256:HEX" };
        var insecure = new Option<bool>("--insecure") { Description = "Accept any certificate." };
        var readOnly = new Option<bool>("--read-only") { Description = "Leave out everything that changes something." };
        var only = new Option<string[]>("--only") { Description = $"Judge these capabilities only, such as health,inventory. There are {string.Join(", ", Capabilities)}.", HelpName = "LIST" };
        var node = new Option<string?>("--node") { Description = "A node or spare system to try power, boot and devices on, by its id in the pod (default: compose one).", HelpName = "ID" };
        var noWrong = new Option<bool>("--no-wrong-password") { Description = "Do not log in with a wrong password: some BMCs lock an account after a few." };
        var systems = new Option<int?>("--systems") { Description = "How many systems there are.", HelpName = "N" };
        var devices = new Option<int?>("--devices") { Description = "How many pooled devices there are.", HelpName = "N" };
        var cores = new Option<int?>("--cores") { Description = "Cores that composed nodes are to have at least.", HelpName = "N" };
        var memory = new Option<int?>("--memory-mib") { Description = "Memory that composed nodes are to have at least.", HelpName = "N" };
        var model = new Option<string?>("--processor") { Description = "Model of processor that composed nodes are to have.", HelpName = "TEXT" };
        var patience = new Option<int>("--patience") { Description = "Seconds that hardware may take for one thing.", HelpName = "N", DefaultValueFactory = _ => 300 };
        var slow = new Option<double>("--slow") { Description = "Seconds from which an answer is told as slow.", HelpName = "N", DefaultValueFactory = _ => 5 };
        var json = new Option<string?>("--json") { Description = "Write the whole report here, for programs.", HelpName = "FILE" };
        only.Validators.Add(result => Unknown(result).ForEach(name => result.AddError($"--only {name}: there is no such capability; there are {string.Join(", ", Capabilities)}.")));

        var command = new Command("driver-check", "Tries a driver against every promise of the driver contract on a pod, and tells what is unusual about the pod.")
        {
            driver, drivers, url, user, password, passwordFile, authority, insecure, readOnly, only, node, noWrong, systems, devices, cores, memory, model,
            patience, slow, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (problems, settings) = Settings();
            if (settings is null)
            {
                problems.ForEach(parsed.InvocationConfiguration.Error.WriteLine);
                return Usage;
            }

            return await RunAsync(settings, parsed.GetValue(json), parsed.InvocationConfiguration, cancellation);

            (List<string> Problems, DriverCheckSettings? Settings) Settings()
            {
                var wrong = new List<string>();
                var factory = DriverFinder.Find(parsed.GetRequiredValue(driver), parsed.GetValue(drivers), out var missing);
                wrong.AddRange(missing is null ? [] : [$"--driver: {missing}."]);
                var trust = parsed.GetValue(insecure) ? Trust.Anybody : Trust.Machine;
                if (parsed.GetValue(authority) is { } ca)
                {
                    trust = Trust.Parse(ca, out var untrusted) ?? trust;
                    wrong.AddRange(untrusted is null ? [] : [$"--ca {ca}: {untrusted}."]);
                }

                var secret = parsed.GetValue(password);
                if (parsed.GetValue(passwordFile) is { } file)
                {
                    secret = File.Exists(file) ? File.ReadLines(file).FirstOrDefault("") : null;
                    wrong.AddRange(secret is null ? [$"--password-file {file}: there is no such file."] : []);
                }

                wrong.AddRange(parsed.GetValue(user) is not null && secret is null && parsed.GetValue(passwordFile) is null ? ["--user needs either --password or --password-file."] : []);
                return (wrong, wrong.Count > 0 ? null : new DriverCheckSettings
                {
                    Factory = factory!,
                    Url = parsed.GetRequiredValue(url),
                    User = parsed.GetValue(user),
                    Password = secret ?? "",
                    Trust = trust,
                    ReadOnly = parsed.GetValue(readOnly),
                    Only = Names(parsed.GetValue(only)),
                    Node = parsed.GetValue(node),
                    WrongPassword = !parsed.GetValue(noWrong),
                    Systems = parsed.GetValue(systems),
                    Devices = parsed.GetValue(devices),
                    Wish = Requirements.Anything with
                    {
                        TotalCores = parsed.GetValue(cores), MemoryMiB = parsed.GetValue(memory), ProcessorModel = parsed.GetValue(model),
                    },
                    Patience = TimeSpan.FromSeconds(parsed.GetValue(patience)),
                    Slow = TimeSpan.FromSeconds(parsed.GetValue(slow)),
                });
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(DriverCheckSettings settings, string? json, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (await SilenceAsync(settings.Url, cancellation) is { } silence)
        {
            await console.Error.WriteLineAsync($"{settings.Url} does not answer: {silence}");
            return Unreachable;
        }

        var report = await DriverCheckRun.RunAsync(settings, new Progress(console.Error), cancellation: cancellation);
        await console.Error.WriteLineAsync();
        await console.Output.WriteAsync(DriverTextReport.Write(report));
        if (json is not null)
        {
            await File.WriteAllTextAsync(json, DriverJsonReport.Write(report), CancellationToken.None);
        }

        return report.IsSound ? Sound : Unsound;
    }

    /// <summary>Why nobody answers at the address; null when somebody does, or when it is no address of a web service.</summary>
    private static async Task<string?> SilenceAsync(Uri url, CancellationToken cancellation)
    {
        if (url.Scheme is not ("http" or "https"))
        {
            return null;
        }

        try
        {
            using var socket = new TcpClient();
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(TimeSpan.FromSeconds(10));
            await socket.ConnectAsync(url.Host, url.Port, deadline.Token);
            return null;
        }
        catch (SocketException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "nothing came within 10 s";
        }
    }

    private static Uri? ParseUrl(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.UserInfo.Length == 0)
        {
            return url;
        }

        result.AddError($"--url {result.Tokens[0].Value}: write it as https://HOST or https://HOST:PORT, without credentials.");
        return null;
    }

    private static string[] Names(IEnumerable<string>? lists) =>
        [.. (lists ?? []).SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static List<string> Unknown(OptionResult result) =>
        [.. Names(result.Tokens.Select(token => token.Value)).Where(name => !Capabilities.Contains(name, StringComparer.Ordinal))];

    private sealed class Progress(TextWriter output) : IProgress<Promise>
    {
        public void Report(Promise value) => output.Write($"\r{$"{value.Where} …",-50}");
    }
}
