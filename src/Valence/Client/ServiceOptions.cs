using System.CommandLine;

namespace Valence.Client;

/// <summary>The options of every command that asks the service. They may stand before or after the command's words.</summary>
internal sealed class ServiceOptions
{
    public const string DefaultUrl = "http://127.0.0.1:8181";

    public ServiceOptions() => Output.AcceptOnlyFromAmong("table", "json");

    public Option<string?> Url { get; } = new("--url") { HelpName = "URL", Description = $"Where the service is. [VALENCE_URL; {DefaultUrl}]" };

    public Option<string?> Token { get; } = new("--token")
    {
        HelpName = "TOKEN",
        Description = "Sent as X-Auth-Token. Better set VALENCE_TOKEN: others on this machine can read command lines.",
    };

    public Option<string?> User { get; } = new("--user")
    {
        HelpName = "NAME",
        Description = "Log in by name; the password comes from VALENCE_PASSWORD or is asked for.",
    };

    public Option<FileInfo?> Ca { get; } = new("--ca") { HelpName = "FILE", Description = "PEM file of the authorities that the service's certificate must come from." };

    public Option<bool> Insecure { get; } = new("--insecure") { Description = "Take any certificate of the service: nobody then proves who it is." };

    public Option<string> Output { get; } = new("--output", "-o")
    {
        HelpName = "table|json",
        Description = "json is exactly what the API answers.",
        DefaultValueFactory = _ => "table",
    };

    public Option<double?> Timeout { get; } = new("--timeout")
    {
        HelpName = "SECONDS",
        Description = "How long one answer may take. [60; 900 where the service waits for hardware]",
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Only ids, one a line; no progress." };

    private IEnumerable<Option> All => [Url, Token, User, Ca, Insecure, Output, Timeout, Quiet];

    /// <summary>Not as recursive options of the root: <c>serve</c> has nothing to do with them.</summary>
    public Command AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Add(option);
        }

        return command;
    }

    public ServiceAddress Read(ParseResult parsed, Terminal terminal)
    {
        var url = parsed.GetValue(Url) ?? Given(terminal, "VALENCE_URL") ?? DefaultUrl;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw CommandFailure.Usage($"--url: '{url}' is not an absolute http or https address.");
        }

        if (parsed.GetValue(Timeout) is <= 0 or > 86400)
        {
            throw CommandFailure.Usage("--timeout: must be above 0 and at most 86400 seconds.");
        }

        var ca = parsed.GetValue(Ca);
        if (ca is not null && parsed.GetValue(Insecure))
        {
            throw CommandFailure.Usage("--ca, --insecure: give one of them, not both.");
        }

        if (ca is { Exists: false })
        {
            throw CommandFailure.Usage($"--ca: there is no file {ca.FullName}.");
        }

        var user = parsed.GetValue(User);
        return new ServiceAddress(address, ca?.FullName, parsed.GetValue(Insecure))
        {
            Token = parsed.GetValue(Token) ?? (user is null ? Given(terminal, "VALENCE_TOKEN") : null),
            User = user,
            Password = user is null ? null : Secrets.Find(terminal, "VALENCE_PASSWORD", $"Password of {user}: ", "--user"),
            Timeout = parsed.GetValue(Timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    private static string? Given(Terminal terminal, string name) => terminal.Variable(name) is { Length: > 0 } value ? value : null;
}

/// <summary>Where the service is and how to prove who asks. Never printed: it holds secrets.</summary>
internal sealed record ServiceAddress(Uri Url, string? CaFile, bool IsInsecure)
{
    public string? Token { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public TimeSpan? Timeout { get; init; }

    public override string ToString() => Url.ToString();
}
