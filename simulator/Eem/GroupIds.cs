using System.Globalization;
using Simulator.Hardware.ExpEther;

namespace Simulator.Eem;

/// <summary>Groups as EEM numbers them: two numbers stand for having none (valence-api 2.5).</summary>
internal static class GroupIds
{
    public const string FreeDevice = "4093";
    public const string ServerWithout = "4094";

    public static readonly string Range = $"a group from 1 to {ExpEtherFabric.LastGroup}, {FreeDevice} (free device) or {ServerWithout} (server without a group)";

    public static string Of(Board board, BoardState state) =>
        state.Group?.ToString(CultureInfo.InvariantCulture) ?? (board is ServerBoard ? ServerWithout : FreeDevice);

    /// <summary>The number, or null when it is none of the range.</summary>
    public static int? Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 4094 ? number : null;
}
