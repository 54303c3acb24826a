namespace Harness.Tests;

/// <summary>The checkout that the tests were built in.</summary>
internal static class Solution
{
    /// <exception cref="DirectoryNotFoundException">The tests run outside of one.</exception>
    public static string Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Sim.sln")))
                {
                    return folder.FullName;
                }
            }

            throw new DirectoryNotFoundException("The tests run outside the repository.");
        }
    }
}
