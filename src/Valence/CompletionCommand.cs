using System.CommandLine;
using Valence.Client;

namespace Valence;

/// <summary><c>valence completion</c>: scripts that have a shell ask the command line itself what may come next.</summary>
internal static class CompletionCommand
{
    /// <summary>The directive counts characters from the beginning of the line as it stands, the command's own name included.</summary>
    private const string Bash = """
        # source <(valence completion bash)
        _valence() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(valence "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _valence valence
        """;

    private const string Zsh = """
        #compdef valence
        # source <(valence completion zsh)
        _valence() {
            local -a found
            found=(${(f)"$(valence "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)"})
            compadd -a found
        }
        compdef _valence valence
        """;

    public static Command Build(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = "bash or zsh." }.AcceptOnlyFromAmong("bash", "zsh");
        var command = new Command("completion", "Prints a script for a shell: source <(valence completion bash)") { shell };
        command.SetAction(parsed => terminal.Out.WriteLine(parsed.GetValue(shell) == "zsh" ? Zsh : Bash));
        return command;
    }
}
