using System.CommandLine;

namespace Valence;

/// <summary>The table of contents of the executable: one line per command.</summary>
internal static class CommandLine
{
    public static RootCommand Build() => new("Composes bare-metal servers from disaggregated racks over Redfish.")
    {
        ServeCommand.Build(),
    };
}
