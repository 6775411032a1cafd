import { describe, expect, it } from "vitest";
import { addressFrom } from "../../src/publish/address.ts";

describe("addressFrom", () => {
  it("is the root of an unknown host when nothing is said, and when a workflow says nothing", () => {
    expect(addressFrom({})).toEqual({ site: undefined, base: "/" });
    expect(addressFrom({ SITE: "", BASE_PATH: "" })).toEqual({ site: undefined, base: "/" });
  });

  it.each(["course", "/course", "course/", "/course/", "//course//"])(
    "takes %s for the folder /course/",
    (BASE_PATH) => {
      expect(addressFrom({ BASE_PATH }).base).toBe("/course/");
    },
  );

  it("keeps a path of several folders", () => {
    expect(addressFrom({ BASE_PATH: "/a/b" }).base).toBe("/a/b/");
  });

  it("takes an origin with and without a slash", () => {
    expect(addressFrom({ SITE: "https://example.org" }).site).toBe("https://example.org");
    expect(addressFrom({ SITE: "http://127.0.0.1:8080/" }).site).toBe("http://127.0.0.1:8080/");
  });

  it.each(["example.org", "https://example.org/course", "https://example.org/?a"])(
    "refuses %s, and says why",
    (SITE) => {
      expect(() => addressFrom({ SITE })).toThrow("a path goes into BASE_PATH");
    },
  );
});
