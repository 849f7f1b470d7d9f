-- What the report's own marks become in the PDF; used by Quarto and by the embedded renderer alike.
-- Divisions and spans of the classes below are wrapped in the functions that paper.typ defines.

local typst = FORMAT:match("typst") ~= nil

local DIVISIONS = { foot = true, lede = true, note = true, paragraph = true, source = true, small = true }
local SPANS = { badge = true, number = true, small = true }
local LONGEST = 24 -- signs of a word that must fit into a narrow column
local PIECE = 12

-- The signs that Typst's own fonts can show: Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew,
-- Persian, Devanagari and symbols. PDF/UA allows no other without a font for it.
local FONTS = [[
  20-7f a0-4ff 510-513 51a-51d 531-5f7 606-60c 615 61b 61f 621-63a 640-655 65a 660-66d 674 679-67b
  67e-680 683-684 686-687 691 698 6a4 6a9 6af 6be 6cc 6f0-6f9 900-97f e3f e81-e84 e87-e88 e8a e8d
  e94-e97 e99-e9f ea1-ea7 eaa-eab ead-eb9 ebb-ebc ec8-ecd 10d0-10ff 13a0-13fd 1ab0-1ace 1d00-2027
  2029 202f-2064 2070-2151 2153-2184 2189 2190-23ff 2422-2423 2460-262f 2638-268b 2690-269c
  26a0-26a7 26aa-26b2 2701-2704 2706-2709 270c-2727 2729-274b 274d 274f-2752 2756 2758-275e
  2761-277f 2794 2798-27af 27b1-2bff 2c60-2cff 2e02-2e05 2e08-2e0a 2e17-2e18 2e1f 2e22-2e25 2e2e
  3012 3016-3017 301a-301b 3030 3036 306e a46a-a46b a640-a641 a648-a649 a656-a657 a708-a716
  a71b-a727 a72d a730 a735 a765 a789-a78e a790-a791 a793 a7aa a7f8-a7f9 ab52 ab66 ab70-abbf
  fb00-fb4f fb52-fb81 fb8a-fb95 fb9e-fb9f fbaa-fbad fbe8-fbe9 fbfc-fbff fe00-fe01 fe20-fe2f fe66
  fe70-feff fff9-fffd 10140-1018e 102e0-102fb 1d106-1d107 1d400-1d7ff 1ee00-1eef1 1f12f 1f6d1
  1f780-1f7eb 1f7ff-1f8d8 180b-180d fe00-fe0f e0100-e01ef
]]

local ranges = {}
for first, last in FONTS:gmatch("(%x+)%-?(%x*)") do
  local low = tonumber(first, 16)
  table.insert(ranges, { low, last ~= "" and tonumber(last, 16) or low })
end

local function can_show(code)
  local low, high = 1, #ranges
  while low <= high do
    local middle = (low + high) // 2
    local range = ranges[middle]
    if code < range[1] then
      high = middle - 1
    elseif code > range[2] then
      low = middle + 1
    else
      return true
    end
  end
  return false
end

-- A sign that no font has is named by its number, so that nothing is lost in silence.
local function showable(text)
  local signs = {}
  for _, code in utf8.codes(text, true) do
    table.insert(signs, can_show(code) and utf8.char(code) or string.format("[U+%04X]", code))
  end
  return table.concat(signs)
end

-- Long words may break anywhere.
local function breakable(text)
  local count = utf8.len(text)
  if not count or count <= LONGEST then
    return text
  end
  local pieces = {}
  for start = 1, count, PIECE do
    local first = utf8.offset(text, start)
    local after = utf8.offset(text, math.min(start + PIECE, count + 1))
    table.insert(pieces, text:sub(first, after - 1))
  end
  return table.concat(pieces, "\u{200b}")
end

-- What Typst would set in its own way where Pandoc lets it: full stops as an ellipsis, a hyphen
-- before a digit as a minus, one before a question mark as nothing.
local function shorthand(text, start)
  local first, last = text:find("%.%.%.+", start)
  local hyphen = text:find("%-[%d?]", start)
  if hyphen and (not first or hyphen < first) then
    return hyphen, hyphen
  end
  return first, last
end

local unchanged = {} -- words seen that stay as they are: nothing costs more here than looking at words

local function needs_no_care(text)
  if #text > LONGEST or text:find("..", 1, true) or text:find("%-[%d?]") then
    return false
  end
  return not text:find("[\x80-\xff]") or showable(text) == text
end

local function words(element)
  local text = element.text
  if unchanged[text] then
    return nil
  end
  if needs_no_care(text) then
    unchanged[text] = true
    return nil
  end
  text = showable(text)
  if text:find("[{}=]") then -- perhaps attributes that Quarto has still to read
    element.text = text
    return element
  end
  text = breakable(text)
  local inlines = pandoc.Inlines({})
  local start = 1
  local first, last = shorthand(text, start)
  while first do
    inlines:insert(pandoc.Str(text:sub(start, first - 1)))
    inlines:insert(pandoc.RawInline("typst", (text:sub(first, last):gsub(".", "\\%0"))))
    start = last + 1
    first, last = shorthand(text, start)
  end
  inlines:insert(pandoc.Str(text:sub(start)))
  return inlines
end

local function literal(element)
  element.text = showable(element.text)
  return element
end

local function wrap(element, known, raw)
  for _, class in ipairs(element.classes) do
    if known[class] then
      return { raw("typst", "#briefing-" .. class .. "["), element, raw("typst", "]") }
    end
  end
end

-- On paper a link to evidence says on which page the words stand.
local function evidence(element)
  if element.classes:includes("evidence") and element.target:match("^#[%w%-]+$") then
    local inlines = pandoc.Inlines({ pandoc.RawInline("typst", "#briefing-evidence(<" .. element.target:sub(2) .. ">)[") })
    inlines:extend(element.content)
    inlines:insert(pandoc.RawInline("typst", "]"))
    return inlines
  end
end

-- Every table of the report begins its rows with what they are about. On narrow screens its rows become
-- blocks: each cell carries the head of its column, and roles that outlast the change of display.
local function accessible(element)
  local heads = {}
  for _, row in ipairs(element.head.rows) do
    row.attributes.role = "row"
    for place, cell in ipairs(row.cells) do
      cell.attributes.role = "columnheader"
      heads[place] = pandoc.utils.stringify(cell.contents)
    end
  end
  element.head.attributes.role = "rowgroup"
  for _, body in ipairs(element.bodies) do
    body.row_head_columns = 1
    body.attributes.role = "rowgroup"
    for _, row in ipairs(body.body) do
      row.attributes.role = "row"
      for place, cell in ipairs(row.cells) do
        cell.attributes.role = place == 1 and "rowheader" or "cell"
        cell.attributes["data-label"] = heads[place]
      end
    end
  end
  element.attributes.role = "table"
  return element
end

-- Words in another script than Latin say so: a language nobody stated stays undetermined. (No direction of
-- their own: words that follow each other would each be set apart, in the wrong order.)
local SCRIPTS = {
  { 0x0370, 0x03ff, "Grek" }, { 0x0400, 0x052f, "Cyrl" }, { 0x0530, 0x058f, "Armn" },
  { 0x0590, 0x05ff, "Hebr" }, { 0x0600, 0x08ff, "Arab" }, { 0xfb50, 0xfdff, "Arab" },
  { 0x0900, 0x097f, "Deva" }, { 0x10a0, 0x10ff, "Geor" }, { 0x3040, 0x30ff, "Jpan" },
  { 0x4e00, 0x9fff, "Hani" }, { 0xac00, 0xd7af, "Kore" },
}

local function script_of(text)
  for _, code in utf8.codes(text, true) do
    for _, script in ipairs(SCRIPTS) do
      if code >= script[1] and code <= script[2] then
        return script
      end
    end
  end
end

local function language(element)
  local script = element.text:find("[\xcd-\xef]") and script_of(element.text)
  if script then
    return pandoc.Span({ element }, pandoc.Attr("", {}, { lang = "und-" .. script[3] }))
  end
end

-- What is large and for the page alone lies in a file of HTML beside the document, which nothing else reads.
local function included(element)
  local name = element.attributes["include-html"]
  if not name then
    return nil
  end
  local file = not typst and assert(io.open(name, "rb"))
  if not file then
    return {}
  end
  local text = file:read("a")
  file:close()
  return pandoc.RawBlock("html", text)
end

if not typst then
  return { { Table = accessible, Str = language, Div = included } }
end

return {
  { Str = words, Code = literal, CodeBlock = literal },
  {
    Div = function(element) return included(element) or wrap(element, DIVISIONS, pandoc.RawBlock) end,
    Span = function(element) return wrap(element, SPANS, pandoc.RawInline) end,
    Link = evidence,
  },
}
