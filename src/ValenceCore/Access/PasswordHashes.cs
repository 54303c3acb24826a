using Microsoft.AspNetCore.Identity;

namespace ValenceCore.Access;

/// <summary>Hashes of passwords in the format of ASP.NET Core Identity: PBKDF2 with its own salt and count in each.</summary>
internal static class PasswordHashes
{
    private static readonly PasswordHasher<string> Hasher = new();

    public static string Make(string password) => Hasher.HashPassword("", password);

    public static bool Fits(string hash, string password) =>
        Hasher.VerifyHashedPassword("", hash, password) != PasswordVerificationResult.Failed;

    /// <summary>False for text that no password can fit, so that a slip in the settings shows at the start.</summary>
    public static bool IsHash(string text)
    {
        var bytes = new byte[text.Length];

        // The first byte is the version of the format; 13 is the header before salt and key.
        return Convert.TryFromBase64String(text, bytes, out var count) && count > 13 && bytes[0] is 0x00 or 0x01;
    }
}
