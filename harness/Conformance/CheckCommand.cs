using System.CommandLine;
using System.CommandLine.Parsing;
using Harness.Conformance.Reports;

namespace Harness.Conformance;

/// <summary><c>check ADDRESS</c>: the conformance check as a command.</summary>
public static class CheckCommand
{
    public const int Conformant = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Unreachable = 3;

    public static Command Build()
    {
        var address = new Argument<Uri>("ADDRESS")
        {
            Description = "Scheme, host and port of the service: https://bmc.example or http://127.0.0.1:8000.",
            CustomParser = ParseAddress,
        };
        var schemas = new Option<string?>("--schemas") { Description = "Folder with DMTF's JSON schemas (DSP8010, json-schema). Without it the checks by schema are not judged.", HelpName = "DIR" };
        var user = new Option<string?>("--user") { Description = "Account to log in with.", HelpName = "NAME" };
        var password = new Option<string?>("--password") { Description = "Its password; other users of this machine can see it. Rather use --password-file.", HelpName = "TEXT" };
        var passwordFile = new Option<string?>("--password-file") { Description = "File whose first line is the password.", HelpName = "FILE" };
        var insecure = new Option<bool>("--insecure") { Description = "Accept any certificate." };
        var authority = new Option<string?>("--ca") { Description = "PEM file with the authority of the service's certificate.", HelpName = "FILE" };
        var limits = new Option<string[]>("--limit") { Description = "Read at most N members of collections of TYPE; may be given several times.", HelpName = "TYPE=N" };
        var probes = new Option<int>("--probes") { Description = "Resources of each type that are asked more than a GET.", HelpName = "N", DefaultValueFactory = _ => 3 };
        var json = new Option<string?>("--json") { Description = "Write the whole report here, for programs.", HelpName = "FILE" };
        Validate(schemas, folder => Directory.Exists(folder) ? null : "there is no such folder");
        Validate(passwordFile, ExistingFile);
        Validate(authority, ExistingFile);
        limits.Validators.Add(r => r.Tokens.Where(t => Limit(t.Value) is null).ToList().ForEach(t => r.AddError($"--limit {t.Value}: write it as LogEntry=20.")));

        var command = new Command("check", "Walks a Redfish service and reports everything that is not as the standard asks. Reads only.")
        {
            address, schemas, user, password, passwordFile, insecure, authority, limits, probes, json,
        };
        command.Validators.Add(r => Together(r, user, password, passwordFile));
        command.SetAction((parsed, cancellation) =>
        {
            var settings = new ConformanceSettings
            {
                Address = parsed.GetRequiredValue(address),
                SchemaFolder = parsed.GetValue(schemas),
                User = parsed.GetValue(user),
                Password = parsed.GetValue(passwordFile) is { } file ? File.ReadLines(file).FirstOrDefault("") : parsed.GetValue(password),
                Insecure = parsed.GetValue(insecure),
                AuthorityFile = parsed.GetValue(authority),
                Limits = (parsed.GetValue(limits) ?? []).Select(Limit).OfType<(string Type, int Most)>().ToDictionary(l => l.Type, l => l.Most, StringComparer.Ordinal),
                ProbesPerType = parsed.GetValue(probes),
            };
            return RunAsync(settings, parsed.GetValue(json), parsed.InvocationConfiguration, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(ConformanceSettings settings, string? json, InvocationConfiguration console, CancellationToken cancellation)
    {
        try
        {
            var report = await ConformanceRun.RunAsync(settings, new ProgressLine(console.Error), cancellation: cancellation);
            await console.Error.WriteLineAsync();
            await console.Output.WriteAsync(TextReport.Write(report));
            if (json is not null)
            {
                await File.WriteAllTextAsync(json, JsonReport.Write(report), cancellation);
            }

            return report.IsConformant ? Conformant : Failed;
        }
        catch (ServiceUnreachableException unreachable)
        {
            await console.Error.WriteLineAsync(unreachable.Message);
            return Unreachable;
        }
        catch (Exception wrong) when (wrong is DirectoryNotFoundException or UnauthorizedAccessException or IOException or System.Security.Cryptography.CryptographicException)
        {
            await console.Error.WriteLineAsync(wrong.Message);
            return Usage;
        }
    }

    private static Uri? ParseAddress(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return new Uri(address.GetLeftPart(UriPartial.Authority));
        }

        result.AddError($"{text} is no address; write it as https://HOST or https://HOST:PORT.");
        return null;
    }

    private static string? ExistingFile(string file) => File.Exists(file) ? null : "there is no such file";

    private static void Validate(Option<string?> option, Func<string, string?> problem) => option.Validators.Add(r =>
    {
        if (r.Tokens is [var token] && problem(token.Value) is { } what)
        {
            r.AddError($"{option.Name} {token.Value}: {what}.");
        }
    });

    private static void Together(CommandResult result, Option<string?> user, Option<string?> password, Option<string?> passwordFile)
    {
        var (hasUser, passwords) = (result.GetResult(user) is not null, new[] { password, passwordFile }.Count(o => result.GetResult(o) is not null));
        if (hasUser && passwords != 1)
        {
            result.AddError("--user needs either --password or --password-file.");
        }
        else if (!hasUser && passwords > 0)
        {
            result.AddError("A password needs --user.");
        }
    }

    private static (string Type, int Most)? Limit(string text) =>
        text.Split('=') is [{ Length: > 0 } type, var count] && int.TryParse(count, out var most) && most >= 0 ? (type, most) : null;

    // Overwrites itself; a line of its own only where it ends.
    private sealed class ProgressLine(TextWriter output) : IProgress<int>
    {
        private const int Step = 25;

        public void Report(int value)
        {
            if (value % Step == 0 || value == 1)
            {
                output.Write($"\rRead {value} resources …");
            }
        }
    }
}
