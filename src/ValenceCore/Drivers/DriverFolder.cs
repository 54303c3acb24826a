namespace ValenceCore.Drivers;

/// <summary>
/// The folder that vendors' drivers are put into: <c>NAME/NAME.dll</c> with what it needs beside it, or a library that needs nothing directly in it.
/// </summary>
internal sealed class DriverFolder(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The libraries that are there now. The problem says why the folder as a whole is not used; null when it is.</summary>
    public IReadOnlyList<DriverLibrary> Libraries(out string? problem)
    {
        problem = null;
        try
        {
            var folder = new DirectoryInfo(Path);
            if (!folder.Exists)
            {
                problem = "there is no such folder; make it, or change the option 'DriversFolder'";
                return [];
            }

            if (!OperatingSystem.IsWindows() && (folder.UnixFileMode & UnixFileMode.OtherWrite) != 0)
            {
                problem = "anybody on this machine may write to it, and what is in it would run with the rights of this service; take that right away";
                return [];
            }

            var inFolders = folder.EnumerateDirectories().Select(inner => new FileInfo(System.IO.Path.Combine(inner.FullName, inner.Name + ".dll")))
                .Where(file => file.Exists);
            return [.. inFolders.Concat(folder.EnumerateFiles("*.dll")).OrderBy(file => file.FullName, StringComparer.Ordinal)
                .Select(file => new DriverLibrary(file.FullName, $"{file.Length}@{file.LastWriteTimeUtc.Ticks}"))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"it cannot be read: {exception.Message}";
            return [];
        }
    }
}

/// <param name="Stamp">Differs when the file was replaced.</param>
internal sealed record DriverLibrary(string Path, string Stamp);
