namespace Simulator.Keeping;

/// <summary>A file that only its owner can read.</summary>
internal static class OwnerFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Puts it in the place of the one before, whole or not at all; makes its folder when there is none.</summary>
    public static void Write(string file, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var next = $"{file}.next";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(next, options))
        {
            stream.Write(content);
        }

        File.Move(next, file, overwrite: true);
    }
}
