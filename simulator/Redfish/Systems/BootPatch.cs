using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>The <c>Boot</c> object of a PATCH, the same on a system and on a composed node.</summary>
internal static class BootPatch
{
    /// <returns>The override after the PATCH; <paramref name="present"/> when nothing is given. Problems are noted on the reader.</returns>
    public static BootOverride Read(BodyReader reader, BootOverride present)
    {
        if (reader.Object("Boot") is not { } boot)
        {
            return present;
        }

        var next = present with
        {
            Target = boot.OneOf<BootTarget>("BootSourceOverrideTarget") ?? present.Target,
            Enabled = boot.OneOf<BootEnabled>("BootSourceOverrideEnabled") ?? present.Enabled,
            Mode = boot.OneOf<BootMode>("BootSourceOverrideMode") ?? present.Mode,
        };
        boot.ReadOnly(["BootOptions", "BootOrder"]);
        boot.NothingElse();
        return next;
    }
}
