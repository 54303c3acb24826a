namespace Valence.Client;

/// <summary>Where secrets come from other than the command line.</summary>
internal static class Secrets
{
    /// <summary>From the environment, else from the person at the keyboard, else a usage error that names both ways.</summary>
    public static string Find(Terminal terminal, string variable, string question, string forWhat) =>
        terminal.Variable(variable) is { Length: > 0 } value ? value
        : terminal.AskSecret is { } ask ? ask(question)
        : throw CommandFailure.Usage($"{forWhat}: set {variable}, or run this at a terminal to be asked.");

    /// <summary>The first line of the input; the line break is not part of the secret.</summary>
    public static string FromInput(Terminal terminal, string option) => terminal.In.ReadLine() is { Length: > 0 } line
        ? line
        : throw CommandFailure.Usage($"{option}: nothing came on the standard input.");
}
